package org.sanalpos.hub.payment;

/**
 * That the card of a request came encrypted. The encrypted text itself is not kept.
 *
 * @param digest SHA-256 of the encrypted text, in hex
 * @param unreadable why it cannot be decrypted, or not any more; null when it was. Such a request can only be the repeat of an earlier one
 */
public record EncryptedCard(String digest, String unreadable) {}
