package org.sanalpos.hub.payment;

/**
 * The meaning of an operation's end, with the bank's own words beside it.
 *
 * @param code the normalised code
 * @param retryable whether the cardholder may sensibly try again with the same card
 * @param bankCode the bank's own code, or null when the bank said none
 * @param bankMessage the bank's own text, or null
 * @param messageTr for the cardholder, in Turkish
 * @param messageEn for the cardholder, in English
 */
public record Result(
        ResultCode code, boolean retryable, String bankCode, String bankMessage, String messageTr, String messageEn) {}
