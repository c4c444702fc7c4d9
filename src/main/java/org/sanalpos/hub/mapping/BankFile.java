package org.sanalpos.hub.mapping;

import java.util.List;
import java.util.Map;

/** {@code banks/<bank>.yaml} as it is written. What is absent is the dialect's. */
record BankFile(
        String code,
        String name,
        String eftCode,
        String dialect,
        Map<String, Map<String, String>> endpoints,
        List<DialectFile.CredentialFile> credentials,
        List<String> currencies,
        List<String> operations,
        List<String> secure,
        DialectFile.AuthenticationFile authentication,
        Integer installments,
        DialectFile.TimeoutsFile timeouts,
        Map<String, String> profile,
        DialectFile.LimitsFile limits,
        DialectFile.ReversalFile reversal,
        DialectFile.RecoveryFile recovery,
        Map<String, String> unsupported,
        List<String> quirks,
        List<String> askFor,
        List<String> unverified) {}
