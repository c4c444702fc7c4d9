package org.sanalpos.hub.payment;

/** Who pays, as far as the caller told; every part may be null. {@code ip} is an IPv4 or IPv6 address, {@code phone} E.164. */
public record Customer(String ip, String email, String name, String phone) {
    public static final Customer UNKNOWN = new Customer(null, null, null, null);
}
