package org.sanalpos.hub.security;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Finds the addresses of hosts that have to be public, so that nobody makes the hub call what only the hub can reach. */
@Component
public class PublicHosts {
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");

    private final Lookup lookup;

    @Autowired
    public PublicHosts() {
        this(InetAddress::getAllByName);
    }

    /** @param lookup how the addresses of a name are found */
    public PublicHosts(Lookup lookup) {
        this.lookup = lookup;
    }

    /** Finds the addresses of a name, or reads an address. */
    @FunctionalInterface
    public interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** The host was found, and is none that may be called. */
    public static final class NotPublicException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        private NotPublicException() {
            super("the host has an address that is not public");
        }
    }

    /**
     * The addresses that a connection to a host may use.
     *
     * @param host name or address, IPv6 with or without brackets
     * @throws NotPublicException if one of its addresses is not public
     * @throws UnknownHostException if there is no such host
     */
    public InetAddress[] addresses(String host) throws UnknownHostException {
        String name = plain(host);
        if (local(name)) {
            throw new NotPublicException();
        }
        InetAddress[] addresses = lookup.addresses(name);
        if (!allPublic(name, addresses)) {
            throw new NotPublicException();
        }
        return addresses;
    }

    /** As {@link #addresses}, wherever they lead. */
    public InetAddress[] anyAddresses(String host) throws UnknownHostException {
        return lookup.addresses(plain(host));
    }

    /** Whether a host is not public by what is written in it; no name is looked up. */
    public static boolean excludes(String host) {
        String name = plain(host);
        if (name.indexOf(':') < 0 && !NUMBERS.matcher(name).matches()) {
            return local(name);
        }
        try {
            return !allPublic(name, InetAddress.getByName(name));
        } catch (UnknownHostException noAddress) {
            return true;
        }
    }

    private static boolean allPublic(String name, InetAddress... addresses) {
        // Java gives the IPv4 address that an IPv6 one carries inside.
        boolean mapped = name.indexOf(':') >= 0;
        return Stream.of(addresses)
                .allMatch(address -> PublicAddresses.contain(address) && !(mapped && address instanceof Inet4Address));
    }

    private static String plain(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    // RFC 6761: whatever a resolver says of it.
    private static boolean local(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return plain.equals("localhost") || plain.endsWith(".localhost");
    }
}
