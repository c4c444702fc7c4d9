package org.sanalpos.hub.virtualpos;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sanalpos.hub.mapping.Account;
import org.sanalpos.hub.payment.Secure;

/**
 * One merchant agreement of one company with one bank.
 *
 * @param code unique in the company
 * @param bank code of a bank of the catalogue
 * @param active whether new payments may use it; follow-ups of old ones may in any case
 * @param environment {@code production}, {@code test} or {@code sandbox}
 * @param secure the model of payments that ask for none
 * @param allowNonSecure whether payments without cardholder authentication are let through
 * @param currencies ISO 4217 codes
 * @param installments allowed numbers of installments, ascending; 1 is a single payment
 * @param priority 0 to 1000, the smaller first
 * @param outboundIp the hub's address as told to the bank, or null
 * @param endpoints URLs that replace the bank's own, by key
 * @param companyEndpoints keys of those that a company's key gave, and not an operator's: their hosts must be public
 * @param credentials the credential fields that are not secret, by name
 * @param secrets the secret credential fields, by name, in clear
 */
public record VirtualPos(
        String company,
        String code,
        String bank,
        boolean active,
        String environment,
        Secure secure,
        boolean allowNonSecure,
        List<String> currencies,
        List<Integer> installments,
        int priority,
        String outboundIp,
        Map<String, String> endpoints,
        Set<String> companyEndpoints,
        Map<String, String> credentials,
        Map<String, String> secrets) {
    public VirtualPos {
        currencies = List.copyOf(currencies);
        installments = List.copyOf(installments);
        endpoints = Map.copyOf(endpoints);
        companyEndpoints = Set.copyOf(companyEndpoints);
        credentials = Map.copyOf(credentials);
        secrets = Map.copyOf(secrets);
    }

    /** What the mapping engine needs of it, with the secrets in clear. */
    public Account account() {
        Map<String, String> all = new TreeMap<>(credentials);
        all.putAll(secrets);
        return new Account(bank, environment, all, endpoints, companyEndpoints, outboundIp);
    }

    /** Without the credentials, so that no log shows them. */
    @Override
    public String toString() {
        return "VirtualPos[" + company + "/" + code + ", " + bank + ", " + environment + "]";
    }
}
