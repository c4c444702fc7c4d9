package org.sanalpos.hub.payment;

/**
 * Who pays, as far as the caller told; every part but the browser may be null. {@code ip} is an IPv4 or IPv6 address, {@code phone} E.164.
 *
 * @param browser for 3-D Secure; it is not kept with the payment
 */
public record Customer(String ip, String email, String name, String phone, Browser browser) {
    public static final Customer UNKNOWN = new Customer(null, null, null, null);

    public Customer(String ip, String email, String name, String phone) {
        this(ip, email, name, phone, Browser.UNKNOWN);
    }
}
