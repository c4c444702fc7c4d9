package org.sanalpos.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Outcome;

class ConcurrentMessagesTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 100;

    private final BankMappings mappings = Mappings.madeUp();

    @Test
    void messagesOfDifferentAccountsNeverMixTheirValues() throws Exception {
        Set<String> nonces = ConcurrentHashMap.newKeySet();
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> threads = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int own = thread;
                threads.add(pool.submit(() -> {
                    Shop shop = new Shop(own);
                    start.await(30, TimeUnit.SECONDS);
                    for (int round = 0; round < ROUNDS; round++) {
                        shop.pay(round);
                        nonces.add(shop.payWithSignature(round));
                    }
                    return null;
                }));
            }
            for (Future<?> thread : threads) {
                thread.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(nonces).hasSize(THREADS * ROUNDS);
    }

    /** Pays with values of its own and sees that they alone are in its messages. */
    private final class Shop {
        private final String key;
        private final String order;
        private final Map<String, String> nestpay;
        private final Map<String, String> kavak;

        private Shop(int number) {
            key = "key-of-" + number;
            order = "ORDER" + number + "ORDER" + number + "ORDER" + number + "AB";
            nestpay = Map.of("clientId", "1000" + number, "username", "user" + number, "password", key);
            kavak = Map.of("merchantId", "10020" + number, "secretKey", key);
        }

        private void pay(int round) {
            String amount = round + ".0" + key.charAt(key.length() - 1);
            MessageContext context = Asked.of(OperationType.SALE)
                    .at("vadibank", nestpay)
                    .order(order)
                    .amount(amount, "TRY")
                    .holder(key)
                    .context();

            BankRequest request = mappings.request(context, 0, "");

            assertThat(request.shown())
                    .isEqualTo("""
                            <?xml version="1.0" encoding="ISO-8859-9"?>
                            <CC5Request>
                              <Name>%s</Name>
                              <Password>***</Password>
                              <ClientId>%s</ClientId>
                              <Type>Auth</Type>
                              <IPAddress>192.0.2.7</IPAddress>
                              <OrderId>%s</OrderId>
                              <Total>%s</Total>
                              <Currency>949</Currency>
                              <Taksit></Taksit>
                              <Number>454671******7894</Number>
                              <Expires>12/30</Expires>
                              <Cvv2Val>***</Cvv2Val>
                              <Mode>T</Mode>
                              <BillTo><Name>%s</Name></BillTo>
                            </CC5Request>""".formatted(nestpay.get("username"), nestpay.get("clientId"), order, amount, key));
            assertThat(new String(request.body(), StandardCharsets.US_ASCII))
                    .contains("%3CPassword%3E" + key + "%3C%2FPassword%3E", "%3COrderId%3E" + order);
            Reading reading = mappings.read(
                    context,
                    0,
                    NestPayAnswer.of("<CC5Response><OrderId>" + order + "</OrderId><Response>Approved</Response>"
                            + "<ProcReturnCode>00</ProcReturnCode><AuthCode>" + key + round
                            + "</AuthCode></CC5Response>"));
            assertThat(reading.outcome()).isEqualTo(Outcome.APPROVED);
            assertThat(reading.authCode()).isEqualTo(key + round);
        }

        /** @return the message's random value */
        private String payWithSignature(int round) throws Exception {
            BankRequest request = mappings.request(
                    Asked.of(OperationType.SALE)
                            .at("kavakbank", kavak)
                            .order(order)
                            .description(key + round)
                            .context(),
                    0,
                    "");

            String body = new String(request.body(), StandardCharsets.UTF_8);
            assertThat(body)
                    .contains("\"merchant\": \"" + kavak.get("merchantId") + "\"")
                    .contains("\"id\": \"" + order + "\"")
                    .contains("\"text\": \"" + key + round + "\"");
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
            assertThat(request.headers())
                    .containsEntry("X-Signature", Base64.getEncoder().encodeToString(mac.doFinal(request.body())));
            return body.replaceAll("(?s).*\"nonce\": \"([0-9a-f]*)\".*", "$1");
        }
    }
}
