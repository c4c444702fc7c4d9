package org.sanalpos.hub.virtualpos;

/**
 * A legal entity of the ERP. Every definition, payment and key belongs to one.
 *
 * @param code upper-case code, also the name of its folders
 */
public record Company(String code, String name, CompanySettings settings) {}
