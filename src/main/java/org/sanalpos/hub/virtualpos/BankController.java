package org.sanalpos.hub.virtualpos;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sanalpos.hub.mapping.Bank;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.mapping.CredentialField;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Secure;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue of banks over REST: what a definition can be made for, and what it must hold. */
@RestController
class BankController {
    private final BankCatalogue banks;

    BankController(BankCatalogue banks) {
        this.banks = banks;
    }

    @GetMapping("/api/v1/banks")
    BanksView banks() {
        return new BanksView(banks.banks().stream().map(BankView::of).toList());
    }

    record BanksView(List<BankView> banks) {}

    record BankView(
            String code,
            String name,
            String eftCode,
            String dialect,
            List<String> operations,
            List<String> secure,
            List<String> currencies,
            Map<String, Map<String, String>> endpoints,
            List<CredentialView> credentials,
            int installments,
            LimitsView limits,
            Map<String, String> unsupported,
            List<String> unverified) {

        static BankView of(Bank bank) {
            Map<String, Map<String, String>> endpoints = new LinkedHashMap<>();
            for (String environment : List.of("production", "test")) {
                endpoints.put(environment, new TreeMap<>(bank.endpoints().getOrDefault(environment, Map.of())));
            }
            return new BankView(
                    bank.code(),
                    bank.name(),
                    bank.eftCode(),
                    bank.dialect(),
                    bank.operations().stream().sorted().map(OperationType::code).toList(),
                    bank.secure().stream().sorted().map(Secure::code).toList(),
                    List.copyOf(bank.currencies()),
                    endpoints,
                    bank.credentials().stream().map(CredentialView::of).toList(),
                    bank.installments(),
                    LimitsView.of(bank.limits()),
                    bank.unsupported().entrySet().stream()
                            .collect(Collectors.toMap(
                                    entry -> entry.getKey().code(),
                                    Map.Entry::getValue,
                                    (one, other) -> one,
                                    TreeMap::new)),
                    bank.notes().unverified());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record LimitsView(String minAmount, String maxAmount, List<String> installmentCurrencies, List<String> moto) {
        static LimitsView of(Bank.Limits limits) {
            return new LimitsView(
                    limits.minAmount().toPlainString(),
                    limits.maxAmount() == null ? null : limits.maxAmount().toPlainString(),
                    limits.installmentCurrencies().stream().sorted().toList(),
                    limits.moto().stream().sorted().map(OperationType::code).toList());
        }
    }

    record CredentialView(String name, Map<String, String> label, boolean required, boolean secret) {
        static CredentialView of(CredentialField field) {
            return new CredentialView(field.name(), new TreeMap<>(field.label()), field.required(), field.secret());
        }
    }
}
