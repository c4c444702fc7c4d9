package org.sanalpos.hub.security;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import org.springframework.security.util.matcher.InetAddressMatcher;
import org.springframework.security.util.matcher.InetAddressMatchers;

/**
 * Tells addresses of the public Internet from all others: private, loopback, link-local, multicast, unspecified, shared, reserved, for
 * documentation, and those that carry an IPv4 address inside. After IANA's registries of special-purpose addresses.
 */
public final class PublicAddresses {
    // A matcher compares bytes without regard to the version, so that each version has its own.
    private static final InetAddressMatcher IPV4 = InetAddressMatchers.matchExternal()
            .excludeAddresses(List.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.31.196.0/24",
                    "192.52.193.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "192.175.48.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    // Multicast, reserved, broadcast.
                    "224.0.0.0/3"))
            .build();

    /** What is not global unicast (IPv4-mapped, NAT64, unique local, link-local, multicast) is outside of 2000::/3. */
    private static final InetAddressMatcher IPV6 = InetAddressMatchers.matchExternal()
            .includeAddresses(List.of("2000::/3"))
            .excludeAddresses(List.of(
                    // Protocol assignments, Teredo among them.
                    "2001::/23",
                    "2001:db8::/32",
                    // 6to4.
                    "2002::/16",
                    "2620:4f:8000::/48",
                    "3fff::/20"))
            .build();

    private PublicAddresses() {}

    public static boolean contain(InetAddress address) {
        return (address instanceof Inet4Address ? IPV4 : IPV6).matches(address);
    }
}
