package org.sanalpos.hub.check;

import java.util.List;

/**
 * What a harmless question to a bank showed of a definition.
 *
 * @param ok whether nothing failed and the bank answered as it does
 * @param url where the question went
 * @param bankCode the bank's own code, or null
 * @param bankMessage the bank's own words, or null
 * @param seenIp the caller's address as the bank saw it, or null
 * @param durationMs milliseconds at the bank
 */
record CheckReport(
        boolean ok,
        String url,
        List<CheckItem> items,
        String bankCode,
        String bankMessage,
        String seenIp,
        long durationMs) {}
