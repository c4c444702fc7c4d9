package org.sanalpos.hub.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HubTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A file of many rows, whose receiver reads slowly. */
@HubTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CollectionFileBreaksOffTest {
    // More than the buffers between the two ends hold.
    private static final int ROWS = 12_000;

    @LocalServerPort
    int port;

    @Autowired
    @Qualifier("erpDataSource")
    DataSource erp;

    JdbcClient jdbc;

    @BeforeAll
    void manyRows() {
        jdbc = JdbcClient.create(erp);
        for (int first = 1; first < ROWS; first += 2_000) {
            jdbc.sql(
                            "insert into card_collection (operation_id, transaction_code, payment_id, company, virtual_pos, bank,"
                                    + " operation, outcome, payment_status, amount, currency, installments, channel, bank_message,"
                                    + " message_tr, message_en, occurred_at) select 'MANY' || n, 'TX' || n, 'PAY' || n, 'DEMO',"
                                    + " 'DEMO-TEB', 'teb', 'sale', 'approved', 'captured', 1.00, 'TRY', 1, 'ecommerce',"
                                    + " repeat('Onaylandı ', 50), repeat('Onaylandı ', 30), repeat('Approved  ', 30),"
                                    + " timestamp with time zone '2020-01-01 00:00:00+00' + n * interval '1' second"
                                    + " from system_range(?, ?) as r(n)")
                    .params(first, first + 1_999)
                    .update();
        }
    }

    @AfterAll
    void noRows() {
        String part = "delete from card_collection where operation_id like 'MANY%' fetch first 1000 rows only";
        int deleted;
        do {
            deleted = jdbc.sql(part).update();
        } while (deleted > 0);
    }

    @Test
    void aFileOfManyPartsHasEveryRowOnce() {
        String file = ContractClient.of("http://127.0.0.1:" + port, HubTest.DEMO_KEY)
                .with("Accept", "text/csv")
                .get("/collections?to=2021-01-01T00:00:00Z")
                .text();

        assertThat(file.lines().skip(1).map(line -> line.substring(0, line.indexOf(';'))))
                .doesNotHaveDuplicates()
                .hasSize(ROWS);
    }

    @Test
    void aFileThatBreaksOffDoesNotLookWhole() throws IOException {
        try (Socket socket = ask()) {
            InputStream in = socket.getInputStream();
            String begin = new String(in.readNBytes(2_000), StandardCharsets.UTF_8);
            assertThat(begin).startsWith("HTTP/1.1 200").contains("MANY" + ROWS);
            String rest;
            jdbc.sql("alter table card_collection rename to moved").update();
            try {
                rest = rest(in);
            } finally {
                jdbc.sql("alter table moved rename to card_collection").update();
            }

            assertThat(rest).doesNotEndWith("\r\n0\r\n\r\n").doesNotContain("problems", "\nMANY1;");
        }
    }

    private Socket ask() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16_384);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.getOutputStream().write(("""
                GET /api/v1/collections?to=2021-01-01T00:00:00Z HTTP/1.1\r
                Host: 127.0.0.1\r
                Connection: close\r
                Accept: text/csv\r
                Authorization: Bearer sandbox-key\r
                \r
                """).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** What comes until the end of the connection, of whichever kind. */
    private static String rest(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[65_536];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                text.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketException reset) {
            return text.toString();
        }
        return text.toString();
    }
}
