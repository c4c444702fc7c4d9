package org.sanalpos.hub.payment;

/**
 * One change of one table that is not made yet; {@link Writer} makes it.
 *
 * @param sql with {@code ?} for parameters
 * @param alone what it means if not exactly one row is changed; null where any number is right
 * @param params may be null
 */
record Write(String sql, String alone, Object... params) {
    static Write of(String sql, Object... params) {
        return new Write(sql, null, params);
    }
}
