package org.sanalpos.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CardSearchTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4155650100416111",
                "5555555555554444",
                "2221000000000009",
                "378282246310005",
                "9792030394440796",
                "6212345678901265",
                "6759649826438453",
                "30569309025904",
                "3530111333300000",
                "4917610000000000003",
                "2200123412341236",
                "4155 6501 0041 6111",
                "4155-6501-0041-6111",
                "4155 - 6501 - 0041 - 6111",
                "4155\u00A06501\u00A00041\u00A06111",
                "4155\u20136501\u20130041\u20136111",
                "\uFF14\uFF11\uFF15\uFF15\uFF16\uFF15\uFF10\uFF11\uFF10\uFF10\uFF14\uFF11\uFF16\uFF11\uFF11\uFF11",
                "card 4155650100416111, thank you",
                "kart:4155650100416111",
                "SO-2026-4155650100416111",
                "SO4155650100416111",
                "4155650100416111TR",
                "4155650100416111 1228 123",
                "1228 4155650100416111",
                "a1b2 4155650100416111",
                "4155650100416111x9 5555555555554444",
                "+378282246310005",
                "4155650100416111@example.com"
            })
    void aCardNumberIsFoundHoweverItIsWritten(String text) {
        assertThat(CardSearch.found(text)).isTrue();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "4155650100416112",
                // Right check digits, of what no card scheme gives out:
                "2026112812345675",
                "1795825824125",
                "4006381333932",
                "862345678901238",
                "123456789012345671",
                "359123456789012",
                "9771000011112222",
                "+4915123456787",
                // Parts of other numbers and ids:
                "00004155650100416111",
                "41556501004161110000",
                "a4b4155650100416111c",
                "f47ac10b58cc4155650100416111e9d0",
                "12345678-4155-4501-8041-611100001111",
                "d4155650-1004-4161-9111-000000000000",
                "ORDER-46715930-0052-4995-994d-fa41abb9257e",
                "+905551112233",
                "01M8G0Z2V6Q0Y9B7N6J1KT4E5R",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.6778.86 Safari/537.36",
                "TR33 0006 1005 1978 6457 8413 26",
                "2001:0db8:4155:6501:0041:6111:0000:0001"
            })
    void whatOnlyLooksLikeOneIsNoneOfThem(String text) {
        assertThat(CardSearch.found(text)).isFalse();
    }

    @Test
    void idsThatProgramsMakeAreNotTakenForCards() {
        Random random = new Random(7);
        assertThat(IntStream.range(0, 200_000)
                        .mapToObj(i -> new UUID(random.nextLong(), random.nextLong()).toString())
                        .flatMap(id ->
                                Stream.of(id, id.replace("-", ""), "ORDER-" + id, id + "-1", "refund-" + id + "-12"))
                        .filter(CardSearch::found))
                .isEmpty();
    }

    @Test
    void longTextsAreSearchedInNoTime() {
        String digits = "1 ".repeat(4_000) + "a1";

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertThat(CardSearch.found(digits))
                .isFalse());
    }

    @Test
    void aNumberIsFoundAlsoAmongOtherDigits() {
        assertThat(CardSearch.found("00004155 6501-0041 61111228", "4155650100416111"))
                .isTrue();
        assertThat(CardSearch.found("4155650100416112", "4155650100416111")).isFalse();
    }
}
