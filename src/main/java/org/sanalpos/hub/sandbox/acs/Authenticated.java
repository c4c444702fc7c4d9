package org.sanalpos.hub.sandbox.acs;

import org.sanalpos.hub.sandbox.Charge;

/**
 * What a bank's 3-D system knows of one order after the issuer's page, until the merchant asks for the money.
 *
 * @param reference by what the merchant's request will name it (an xid, a guid, a packet)
 * @param charge the card and the amount that were authenticated
 * @param how a failed authentication too, so that a completion can be refused for what it is
 * @param cavv the issuer's cryptogram, base64 of 20 bytes; empty if there is none
 * @param xid the 3-D server's transaction id
 */
public record Authenticated(
        String reference,
        String merchant,
        String orderId,
        Charge charge,
        Authentication how,
        String eci,
        String cavv,
        String xid) {}
