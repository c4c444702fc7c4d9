package org.sanalpos.hub.sandbox.garanti;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Callbacks of a made-up terminal 12345678, to the last field. */
class CallbackTest {

    private static final String STORE_KEY = "313233343536373839303132333435363738393031323334";
    private static final String BACK = "https://hub.example/3ds/01JD/callback";
    private static final String MESSAGE =
            "Y-status/Challenge authentication via ACS: https://acs.bank.example/web/creq";
    private static final PaymentCard CARD = new PaymentCard("5549608789641500", YearMonth.of(2028, 12), "123");

    @Test
    void anAuthentication() {
        Proof proof = new Proof(
                "1",
                MESSAGE,
                "02",
                "WyZR4zJ+jwvAGX88r1MVzk0hAkE=",
                "94b65ccd-dd1c-10c2-11c1-cd5cebdc5c9a",
                "aW5kZXg6MDKTr5hzfQlYnj9D4jtui2TXaPnfASLEQPN9+zTkeKVyzQH+13ffvw+skIqYLZksK+m1YBOGPio4M263rDkZuSJoPtT1yEStIslnJiu1/Lr7LMvZ/S2yiWONgSZ8RQGJp9Swg1GGN8FhY66fHEcQ+yagmGKwZPi4HwPCS/06xw==",
                "dWJV8ioAB3XMS2F9O3Dt");

        Map<String, String> fields =
                Callback.signed(form("3D", "HUB0000000005"), proof, Provision.NONE, CARD, STORE_KEY);

        assertThat(fields.get("hash"))
                .isEqualTo(
                        "A148A9820C79B28DAA309861BC682650D4847EC3136E72DA70E11BB7754EA6598B70D35816892EBE1E25EC55BB3D9E4292F0E0E54557AEBCE43C0E96C3AA2DF1");
        assertThat(fields.get("hashparamsval"))
                .isEqualTo("12345678HUB00000000051" + proof.cavv() + "02" + proof.md() + proof.rnd());
        assertThat(fields)
                .containsEntry("terminalid", "12345678")
                .containsEntry("clientid", "12345678")
                .containsEntry("MaskedPan", "55496087****1500")
                .containsEntry("txninstallmentcount", "")
                .doesNotContainKeys("cardnumber", "cardcvv2", "cardexpiredatemonth", "cardholdername");
    }

    @Test
    void aDeclineAfterAnAuthenticationSignsItsAuthCodeOfOneBlank() {
        Proof proof = new Proof(
                "1",
                MESSAGE,
                "02",
                "UDxQ4gTo+anYPs64NPLvX9fv6nc=",
                "e2163d9a-c4d3-3a2c-d93f-46423880e131",
                "aW5kZXg6MDIwXJ/ddx2O4pIap08QAiIebkgP/KEyGuSNNI260T2zDstAEEuW66gwpyzQkZO1QDksSzqu8WKiveb444I/OXjQ4GhmB6jelSL0hhfRyaHU1euwA2hRjWaW3rkCeg78+Jeqj4owe5jrsTdcXEwoubWK03Mh7m++9x6m4/dTKw==",
                "fC3HJVQ0PQeMlzr+IK85");
        Provision declined =
                new Provision(" ", "Declined", "51", "LIMIT YETERSIZ", "Kart limiti yetersiz", "606300000043");

        Map<String, String> fields = Callback.signed(form("3D_PAY", "HUB0000000007"), proof, declined, CARD, STORE_KEY);

        assertThat(fields.get("hash"))
                .isEqualTo(
                        "383D097293B49277F130D035EB811B44F83D4A38F177504273C9B679D2AEEA88590064347DEF0F1577E24F8A7D43CEF9892DE267FA8FEDB5D8409E5D24CDA4DD");
    }

    private static GateForm form(String level, String orderId) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String field : ("cardnumber=5549608789641500 cardcvv2=123 cardholdername=AYSE cardexpiredatemonth=12"
                        + " secure3dsecuritylevel=" + level + " terminalid=12345678 txntype=sales txnamount=12990"
                        + " txncurrencycode=949 txninstallmentcount= orderid=" + orderId + " successurl=" + BACK
                        + " errorurl=" + BACK)
                .split(" ")) {
            String[] pair = field.split("=", 2);
            fields.put(pair[0], List.of(pair[1]));
        }
        return new GateForm(fields);
    }
}
