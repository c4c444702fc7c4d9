package org.sanalpos.hub.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The packed statement on both kinds of database; H2 here with column names in upper case. */
class CollectionTableTest {
    private static final Path SQL = Path.of("routes/sql");
    private static final CollectionFilter ALL = new CollectionFilter(null, null, null, null, null);
    private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

    @ParameterizedTest
    @EnumSource
    void filtersAndPagesAreThoseOfTheList(HubDatabase kind) throws IOException {
        DataSource erp = erp(kind);
        insert(erp, "OP1", "ACME", "garanti", "captured", NOON);
        insert(erp, "OP2", "ACME", "akbank", "declined", NOON.plusSeconds(60));
        insert(erp, "OP3", "OTHER", "garanti", "captured", NOON.plusSeconds(60));
        CollectionTable table = packed(erp);

        assertThat(ids(table.page(ALL, 0, 10))).containsExactly("OP3", "OP2", "OP1");
        assertThat(ids(table.page(ALL, 2, 2))).containsExactly("OP1");
        assertThat(table.count(ALL)).isEqualTo(3);
        assertThat(found(table, new CollectionFilter("ACME", null, null, null, null)))
                .containsExactly("OP2", "OP1");
        assertThat(found(table, new CollectionFilter(null, "garanti", null, null, null)))
                .containsExactly("OP3", "OP1");
        assertThat(found(table, new CollectionFilter(null, null, "declined", null, null)))
                .containsExactly("OP2");
        assertThat(found(table, new CollectionFilter(null, null, null, NOON.plusSeconds(60), null)))
                .containsExactly("OP3", "OP2");
        assertThat(found(table, new CollectionFilter(null, null, null, null, NOON.plusSeconds(60))))
                .containsExactly("OP1");
    }

    @ParameterizedTest
    @EnumSource
    void partsOfAListMissNothingThoughRowsShareAMomentAndNewOnesCome(HubDatabase kind) throws IOException {
        DataSource erp = erp(kind);
        List<String> expected = new ArrayList<>();
        for (int i = 9; i >= 0; i--) {
            expected.add("OP" + i);
            insert(
                    erp,
                    "OP" + i,
                    "ACME",
                    "garanti",
                    "captured",
                    NOON.plusSeconds(i / 4).plusNanos(123_456_000));
        }
        CollectionTable table = packed(erp);

        List<String> got = new ArrayList<>();
        List<CollectionRow> part = table.after(ALL, null, 3);
        insert(erp, "LATE", "ACME", "garanti", "captured", NOON.plusSeconds(60));
        while (!part.isEmpty()) {
            got.addAll(ids(part));
            part = table.after(ALL, part.get(part.size() - 1), 3);
        }

        assertThat(got).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @EnumSource
    void amountsHaveTheDecimalsOfTheirCurrency(HubDatabase kind) throws IOException {
        DataSource erp = erp(kind);
        insert(erp, "OP1", "ACME", "garanti", "captured", NOON);
        JdbcClient.create(erp)
                .sql("update card_collection set amount = ?, currency = 'JPY'")
                .param(new BigDecimal("1500.00"))
                .update();

        Map<String, Object> yen = packed(erp).page(ALL, 0, 1).get(0).fields();
        JdbcClient.create(erp)
                .sql("update card_collection set currency = 'TRY'")
                .update();
        Map<String, Object> lira = packed(erp).page(ALL, 0, 1).get(0).fields();

        assertThat(yen).containsEntry("amount", "1500").containsEntry("currency", "JPY");
        assertThat(lira)
                .containsEntry("amount", "1500.00")
                .containsEntry("installments", 3)
                .containsEntry("orderNo", null)
                .containsEntry("occurredAt", "2026-03-14T12:00:00Z");
    }

    @ParameterizedTest
    @EnumSource
    void anotherTableIsReadByAnotherStatement(HubDatabase kind) throws IOException {
        DataSource erp = erp(kind);
        insert(erp, "OP1", "ACME", "garanti", "captured", NOON);
        insert(erp, "OP2", "OTHER", "garanti", "captured", NOON);
        JdbcClient.create(erp)
                .sql("create view tahsilat as select operation_id as islem_no, c.* from card_collection c")
                .update();
        String statement = Files.readString(SQL.resolve("collections.sql"))
                .replace("operation_id, transaction_code", "islem_no as operation_id, transaction_code")
                .replace("from card_collection", "from tahsilat -- the ERP's own view");

        CollectionTable table = new CollectionTable(erp, statement + ";\n");

        assertThat(found(table, new CollectionFilter("ACME", null, null, null, null)))
                .containsExactly("OP1");
    }

    @ParameterizedTest
    @EnumSource
    void aStatementWithoutAColumnIsNamed(HubDatabase kind) throws IOException {
        CollectionTable table = new CollectionTable(erp(kind), "select operation_id from card_collection");

        assertThatThrownBy(() -> table.count(new CollectionFilter("ACME", null, null, null, null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("routes/sql/collections.sql")
                .hasMessageContaining("olumn");
    }

    @Test
    void aDatabaseThatIsNotThereIsUnavailable() throws IOException {
        try (ErpDatabase erp = ErpDatabase.of(
                new HubSettings.Erp("jdbc:postgresql://127.0.0.1:1/erp", "erp", ""),
                null,
                new FileSystemResource(SQL.resolve("erp-schema.sql")))) {
            CollectionTable table = packed(erp);

            assertThatThrownBy(() -> table.count(ALL))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            away -> assertThat(away.problem().status()).isEqualTo(503))
                    .hasMessageContaining("ERP");
        }
    }

    @Test
    void aFileIsReadRightByATurkishSpreadsheetAndRunsNothingInIt() throws IOException {
        DataSource erp = erp(HubDatabase.H2);
        insert(erp, "OP1", "ACME", "garanti", "captured", NOON);
        JdbcClient.create(erp)
                .sql("update card_collection set order_no = ?, bank_message = ?, auth_code = ?, bank_code = ?")
                .params("=HYPERLINK(\"http://x\")", "Şifre; \"hatalı\"\r\nısrar", "\t@SUM(A1)", "-1+2")
                .update();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        new CollectionCsv(bytes).write(packed(erp).page(ALL, 0, 10));

        String[] lines = bytes.toString(StandardCharsets.UTF_8).split("\r\n", -1);
        assertThat(lines).hasSize(3);
        assertThat(lines[0]).startsWith("\uFEFFoperation_id;transaction_code;").endsWith(";message_en;occurred_at");
        assertThat(lines[1])
                .startsWith("OP1;")
                .contains(";129,90;TRY;3;")
                .contains(";\"'=HYPERLINK(\"\"http://x\"\")\";")
                .contains(";\"Şifre; \"\"hatalı\"\" ısrar\";")
                .contains(";'@SUM(A1);")
                .contains(";'-1+2;")
                .endsWith(";2026-03-14T12:00:00Z");
    }

    private static DataSource erp(HubDatabase kind) {
        DataSource erp = kind.empty();
        new ResourceDatabasePopulator(new FileSystemResource(SQL.resolve("erp-schema.sql"))).execute(erp);
        return erp;
    }

    private static CollectionTable packed(DataSource erp) throws IOException {
        return new CollectionTable(erp, Files.readString(SQL.resolve("collections.sql")));
    }

    private static void insert(
            DataSource erp, String operation, String company, String bank, String status, Instant occurredAt) {
        JdbcClient.create(erp)
                .sql(
                        "insert into card_collection (operation_id, transaction_code, payment_id, company, virtual_pos, bank,"
                                + " operation, outcome, payment_status, amount, currency, installments, channel, occurred_at)"
                                + " values (?, 'TX', 'PAY', ?, 'POS', ?, 'sale', 'approved', ?, 129.90, 'TRY', 3, 'ecommerce', ?)")
                .params(operation, company, bank, status, occurredAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static List<String> found(CollectionTable table, CollectionFilter filter) {
        List<String> ids = ids(table.page(filter, 0, 10));
        assertThat(table.count(filter)).isEqualTo(ids.size());
        assertThat(ids(table.after(filter, null, 10))).isEqualTo(ids);
        return ids;
    }

    private static List<String> ids(List<CollectionRow> rows) {
        return rows.stream().map(CollectionRow::operationId).toList();
    }
}
