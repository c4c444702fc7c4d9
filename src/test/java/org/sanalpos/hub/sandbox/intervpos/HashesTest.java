package org.sanalpos.hub.sandbox.intervpos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.sandbox.Store;

/** Known hashes of forms and callbacks. */
class HashesTest {

    private static final String SAMPLE = "ShopCode=3123;OrderId=order222;PurchAmount=100.25;"
            + "OkUrl=https://domain.com/success;FailUrl=https://domain.com/fail_url;TxnType=Auth;"
            + "InstallmentCount=;Rnd=rand";
    private static final String INSTALMENTS = "ShopCode=7001234;OrderId=TR-20260305-0001;PurchAmount=1250.90;"
            + "OkUrl=https://shop.example/pay/ok?ref=1;FailUrl=https://shop.example/pay/fail?ref=1;TxnType=Auth;"
            + "InstallmentCount=3;Rnd=9F3C61E07A2B4D58;Pan=4090700090840057";
    private static final String CALLBACK = "PurchAmount=1250.90;Currency=949;OkUrl=https://shop.example/pay/ok?ref=1;"
            + "FailUrl=https://shop.example/pay/fail?ref=1;OrderId=TR-20260305-0001";

    private static Form form(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : text.split(";")) {
            int at = pair.indexOf('=');
            fields.put(pair.substring(0, at), pair.substring(at + 1));
        }
        return Form.of(fields);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                SAMPLE + "|gDg1N|sha1|vEbwP8wnsGrBR9oCjfxP9wlho1g=",
                "ShopCode=XXXXXXX;OrderId=order222;PurchAmount=100.25;OkUrl=https://domain.com/success;"
                        + "FailUrl=https://domain.com/fail_url;TxnType=Auth;Rnd=rand"
                        + "|VnM5WZ3sGrPusmWP||zQJGquP0/PXt6LeutjN1Qxq32Zg=",
                INSTALMENTS + "|S3cr3tPw||/Eus+HDIPXsfdrGE/Zm0cCX+ljc=",
                INSTALMENTS
                        + "|S3cr3tPw|sha512|rRwOUWlvrtalENC6qzR78snpDm5NbKqneaAYyW7KR6t6R5wMDFFcwOumUcMBhEIXDJRpjppdf2sqC"
                        + "mTajRkxvA=="
            })
    void aKnownFormHasItsKnownHash(String text, String key, String algorithm, String hash) {
        Map<String, String> credentials = new LinkedHashMap<>(Map.of("storeKey", key));
        if (algorithm != null) {
            credentials.put("hashAlgorithm", algorithm);
        }
        Store.Rights rights = new Store.Rights(false, Set.of(), 1, false, 0, false, Set.of(), Store.Settlement.MANUAL);

        assertThat(Hashes.ofForm(form(text), new Store(credentials, rights))).isEqualTo(hash);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "320|20220327140D|https://localhost/pos/examples/interpos/3d/success.php"
                        + "|https://localhost/pos/examples/interpos/3d/fail.php|gDg1N|9DZVckklZFjuoA7sl4MN0l7VDMo=",
                "1.01|202212256D26|http://localhost/interpos/3d-host/response.php"
                        + "|http://localhost/interpos/3d-host/response.php||hmL3n1OMlNnKM4mjk2BgqfFM0rI=",
                "30|202204155912|http://localhost/interpos/3d/response.php"
                        + "|http://localhost/interpos/3d/response.php||4hSLIFy/RNlEdB7sUYNnP7kAqzM=",
                "30|20220415D7F8|http://localhost/interpos/3d-pay/response.php"
                        + "|http://localhost/interpos/3d-pay/response.php||klXFUEWTgMc6pRZJFsQRMTOa9us=",
                "1.01|20221225E1DF|http:\\/\\/localhost\\/interpos\\/3d\\/response.php"
                        + "|http:\\/\\/localhost\\/interpos\\/3d\\/response.php|gDg1N|423AWRAXl0VlEbQjpmAfntT5e3E=",
                "1.01|20221225B83B|http:\\/\\/localhost\\/interpos\\/3d-pay\\/response.php"
                        + "|http:\\/\\/localhost\\/interpos\\/3d-pay\\/response.php|gDg1N|PvDXe6Puf9W2oZnBZuHVp8oWpyY="
            })
    void aKnownRefusalHasItsKnownHash(String amount, String orderId, String ok, String fail, String key, String hash) {
        Form form = Form.of(
                Map.of("PurchAmount", amount, "Currency", "949", "OrderId", orderId, "OkUrl", ok, "FailUrl", fail));

        Map<String, String> fields =
                new Callback(form, false).refused(Refusal.terminalNotActive()).signed(key == null ? "" : key);

        assertThat(fields)
                .containsEntry("HASH", hash)
                .containsEntry("mdStatus", "0")
                .containsEntry("ProcReturnCode", "81")
                .containsEntry("PurchAmount", amount.replace('.', ','));
    }

    @ParameterizedTest
    @CsvSource({"00, Approved, FWpnoXQQsFqp9swQVFQxnFK6jtg=", "'', '', FqIvKpyiJsIaJdIytjOIcU3YGLc="})
    void aKnownSuccessHasItsKnownHash(String code, String response, String hash) {
        Map<String, String> fields = new Callback(form(CALLBACK), false).signed("");
        String values = fields.get("HASHPARAMSVAL")
                .replace("TR-20260305-00010", "4a7dTg9cO1s+kQ==TR-20260305-0001" + code + response + "1");

        assertThat(Hashes.ofCallback(values, "S3cr3tPw")).isEqualTo(hash);
    }
}
