package org.sanalpos.hub.problem;

/**
 * One thing wrong with one field of a request.
 *
 * @param field the field as the caller wrote it, with dots for nesting ({@code card.expiry}); a CSV column name in files
 * @param message what was expected, in English, without any card number or secret
 */
public record FieldError(String field, String message) {}
