package org.sanalpos.hub.virtualpos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://bank.example/api",
                "HTTPS://bank.example",
                "https://bank.example:8443/api?x=1",
                "http://localhost:8080/",
                "http://127.0.0.1/",
                "http://127.9.9.9:1/",
                "http://[::1]:8080/"
            })
    void httpsAndLoopbackAreAllowed(String url) {
        assertThat(UrlRules.allowed(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://bank.example/",
                "http://127.0.0.1.attacker.example/",
                "http://localhost.attacker.example/",
                "http://127.0.0.256/",
                "http://127.0.0.1@attacker.example/",
                "https://user:password@bank.example/",
                "https://bank.example/#part",
                "ftp://127.0.0.1/",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "//bank.example/",
                "bank.example",
                "https:///path",
                "https://bank example/",
                "https://",
                ""
            })
    void everythingElseIsNot(String url) {
        assertThat(UrlRules.allowed(url)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.5", "0.0.0.0", "255.255.255.255", "2001:db8::1", "::1", "::ffff:203.0.113.5"})
    void addressesAreAddresses(String text) {
        assertThat(UrlRules.ipAddress(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bank.example",
                "203.0.113",
                "203.0.113.256",
                "203.0.113.5.",
                "203.0.113.05",
                "1:2:3",
                "fe80::1%eth0",
                ":",
                "a:b"
            })
    void namesAreNot(String text) {
        assertThat(UrlRules.ipAddress(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example, https://shop.example/",
        "https://shop.example/, https://shop.example/",
        "https://shop.example/checkout, https://shop.example/checkout",
        "https://shop.example:8443, https://shop.example:8443/",
    })
    void aPrefixEndsTheHost(String url, String prefix) {
        assertThat(UrlRules.prefix(url)).isEqualTo(prefix);
    }
}
