package org.sanalpos.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogMaskTest {
    private static final String CARD = "4155650100416111";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cardJwe=%s, next",
                "{\"cardJwe\":\"%s\"}",
                "%%22cardJwe%%22%%3A%%22%s%%22",
                "cut off: %s",
                "<x>%s</x>"
            })
    void anEncryptedCardIsGone(String text) {
        String jwe = "eyJhbGciOiJSU0EtT0FFUC0yNTYiLCJlbmMiOiJBMjU2R0NNIn0." + "aB3-".repeat(128)
                + ".bm9uY2Vub25jZQ.Y2FyZA.dGFn";

        for (String written : List.of(jwe, jwe.substring(0, 300))) {
            String masked = LogMask.mask(text.formatted(written));
            assertThat(masked).isEqualTo(text.formatted("***")).doesNotContain("aB3-aB3-");
        }
        assertThat(
                        LogMask.mask(
                                "at org.example.KeyJarOfLongNames.aMethodWhoseNameIsLongerThanFortyCharactersAndMore(A.java:1)"))
                .doesNotContain("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "card 4155650100416111",
                "4155650100416111 12/28",
                "2026-11-23 4155650100416111",
                "amount 100 4155650100416111 5",
                "4155 6501 0041 6111 1228",
                "number=4155-6501-0041-6111;",
                "%22number%22%3A%224155650100416111%22",
                "%204155650100416111%20",
                "<Number>4155650100416111</Number>",
                "{\"message\":\"{\\\"number\\\":\\\"4155650100416111\\\"}\"}",
                "java.lang.IllegalStateException: 4155650100416111\n\tat org.example.Some.method(Some.java:12)"
            })
    void aCardNumberShowsItsFirstSixAndLastFourDigitsOnly(String text) {
        String masked = LogMask.mask(text);

        assertThat(masked.replaceAll("[ -]", "")).doesNotContain(CARD).contains("415565******6111");
        assertThat(masked.substring(0, 3)).isEqualTo(text.substring(0, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<CardNumberMasked>41556501****6111</CardNumberMasked>",
                "4155650100**6111",
                "MaskedPan=41556501xxxx6111&mode=TEST",
                "card 415565******6111 5"
            })
    void aCardNumberThatCameMaskedShowsNoMore(String text) {
        assertThat(LogMask.mask(text).replace('x', '*'))
                .contains("415565******6111")
                .hasSameSizeAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cvv=987",
                "Card[cvv=987, holder=null]",
                "{\"cvv\":\"987\"}",
                "{\"cvv\": 987}",
                "{\"message\":\"{\\\"cvv\\\":\\\"987\\\"}\"}",
                "<Cvv2Val>987</Cvv2Val>",
                "<ns:cvc><![CDATA[987]]></ns:cvc>",
                "%3CCvv2Val%3E987%3C%2FCvv2Val%3E",
                "%22cvv%22%3A%22987%22",
                "CardCVV2: 9876",
                "the cvv (987)",
                "securityCode='987'"
            })
    void aSecurityCodeIsStarred(String text) {
        assertThat(LogMask.mask(text)).contains("***").doesNotContain("987");
    }

    @Test
    void anApiKeyThatWasSentIsStarred() {
        assertThat(LogMask.mask("Authorization: Bearer k1.AbCdEf-012345_x~/+=\r\n"))
                .isEqualTo("Authorization: Bearer ***\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T03:55:37.840Z  INFO 8590 --- [main] started after 8.2 s",
                "order 4155650100416112",
                "01M838VS4DEPS9PMQS2Y0XCAS7 took 1764000000 ms",
                "the cvv is missing, 100 requests were read"
            })
    void otherNumbersStay(String text) {
        assertThat(LogMask.mask(text)).isEqualTo(text);
    }
}
