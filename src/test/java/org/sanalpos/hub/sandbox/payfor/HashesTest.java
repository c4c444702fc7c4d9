package org.sanalpos.hub.sandbox.payfor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.sandbox.Store;

class HashesTest {

    private static final Store.Rights RIGHTS =
            new Store.Rights(false, Set.of("TRY"), 1, false, 0, false, Set.of(), Store.Settlement.MANUAL);
    private static final Store PUBLIC = new Store(
            Map.of("merchantId", "085300000009704", "userCode", "QNB_API_KULLANICI_3DPAY", "storeKey", "12345678"),
            RIGHTS);
    private static final Store MADE_UP = new Store(
            Map.of("merchantId", "006600000000123", "userCode", "API_USER_1", "storeKey", "98765432"), RIGHTS);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12345678 | 5  | 2020110828BC     | 100.01   | http://localhost/finansbank-payfor/3d/response.php       | 0 | 0.43625700 1604831630            | zmSUxYPhmCj7QOzqpk/28LuE1Oc=
            12345678 | 5  | 2022103114B3     | 1.01     | http://localhost/finansbank-payfor/3d-pay/response.php   | 2 | aff83bea26a1d13a0976f9cb6c14ee27 | lzsn2UeZpuOabSYTwbVfixk0tbg=
            98765432 | 5  | HUB2603050000001 | 129.90   | https://hub.example/3ds/01JD/callback?t=1&k=2            | 3 | 9f86d081884c7d659a2feaa0c55ad015 | quVdHpm8paScuIrrTXEmni0nEUQ=
            98765432 | 12 | ZK0001           | 99000.00 | https://hub.example/3ds/01JD/callback?t=1&k=2            | 0 | 9f86d081884c7d659a2feaa0c55ad015 | RGr9FZ5sogTGJ8lumfi0HHs+qn8=
            """)
    void theHashOfAFormIsThatOfTheBanksExamples(
            String key,
            String mbrId,
            String orderId,
            String amount,
            String url,
            String count,
            String rnd,
            String hash) {
        Map<String, String> form = Map.of(
                "MbrId", mbrId,
                "OrderId", orderId,
                "PurchAmount", amount,
                "OkUrl", url,
                "FailUrl", url,
                "TxnType", "Auth",
                "InstallmentCount", count,
                "Rnd", rnd);

        assertThat(Hashes.ofForm(form, key.equals("12345678") ? PUBLIC : MADE_UP))
                .isEqualTo(hash);
    }

    @ParameterizedTest
    @CsvSource({
        "SHA_1, 20221031FD04, '', V033, 1, PF638028511007418219, rVcKoOOl3jKukGLHcQaVM6ZuznU=",
        "SHA_1, 2022103114B3, S86797, 00, 1, PF638028538035077529, il/SWNG2llQkLgnCbUG6lPYtlgM=",
        "SHA_1, 202210317223, '', MR15, -1, PF638028540963074026, n3zpDnIyZcVRGVowGNuMK4rH3x4=",
        "SHA_256, 202403173F72, '', 101310, -1, PF638462944484307452, wWLUtYZD9VUIi9Pl3mAyS02LLsUxWy6lauMfFBiuVDw=",
        "SHA_1, HUB2603050000001, '', V033, 1, PF639083028301234560, KPMXIBReRV7fQjXXUMcclMvJW8g=",
        "SHA_256, HUB2603050000001, '', V033, 1, PF639083028301234560, +TA0S7+XnE6A30M1sVtSM88W+HHmPM7RPG8G0yL2BWc="
    })
    void theHashOfACallbackIsThatOfTheBanksExamples(
            Hashes.Algorithm algorithm,
            String orderId,
            String authCode,
            String code,
            String status,
            String rnd,
            String hash) {
        Map<String, String> callback = Map.of(
                "OrderId", orderId,
                "AuthCode", authCode,
                "ProcReturnCode", code,
                "3DStatus", status,
                "ResponseRnd", rnd);

        assertThat(Hashes.ofCallback(algorithm, callback, orderId.startsWith("HUB") ? MADE_UP : PUBLIC))
                .isEqualTo(hash);
    }
}
