package org.sanalpos.hub.virtualpos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.security.PublicHosts;

class WebhookTargetsTest {
    private final WebhookTargets production = new WebhookTargets(false, new PublicHosts());
    private final WebhookTargets sandbox = new WebhookTargets(true, new PublicHosts());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:8.8.8.8",
                "[::ffff:808:808]",
                "64:ff9b::808:808",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "localhost",
                "LOCALHOST.",
                "hub.localhost"
            })
    void specialAddressesAreRefusedOutsideTheSandbox(String host) {
        assertThatThrownBy(() -> production.addresses(host)).isInstanceOf(PublicHosts.NotPublicException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "100.63.255.255",
                "172.32.0.1",
                "192.0.1.1",
                "223.255.255.254",
                "2606:4700:4700::1111",
                "[2a00:1450:4017:80c::200e]"
            })
    void publicAddressesAreNot(String host) throws UnknownHostException {
        assertThat(production.addresses(host)).hasSize(1);
    }

    @Test
    void aNameWithOnePrivateAddressAmongOthersIsRefused() {
        WebhookTargets targets = new WebhookTargets(false, new PublicHosts(host ->
                new InetAddress[] {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1")}));

        assertThatThrownBy(() -> targets.addresses("hooks.example"))
                .isInstanceOf(PublicHosts.NotPublicException.class)
                .hasMessageNotContaining("10.0.0.1");
        assertThat(targets.objectionBeforeKeeping("https://hooks.example/")).isPresent();
        assertThat(targets.objection("https://hooks.example/")).isEmpty();
    }

    @Test
    void plainHttpIsForLoopbackAddressesInTheSandboxOnly() {
        assertThat(sandbox.objectionBeforeKeeping("http://127.0.0.1:9/hook")).isEmpty();
        assertThat(sandbox.objection("http://hooks.example/")).isPresent();
        assertThat(production.objection("http://127.0.0.1:9/hook")).isPresent();
        assertThat(production.objection("https://hooks.example/")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2130706433", "0x7f000001", "127.1", "0177.0.0.1", "127.0.0.1.", "0"})
    void anAddressInAnotherSpellingIsWhatItLeadsTo(String host) {
        InetAddress[] found;
        try {
            found = production.addresses(host);
        } catch (UnknownHostException refusedOrUnknown) {
            return;
        }
        assertThat(found).noneMatch(address -> address.isLoopbackAddress() || address.isAnyLocalAddress());
    }
}
