package org.sanalpos.hub.virtualpos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sanalpos.hub.mapping.Bank;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.mapping.ThreeDModel;
import org.sanalpos.hub.payment.Secure;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.security.Caller;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads a definition from JSON and checks it against the catalogue of banks. */
@Component
class VirtualPosRequests {
    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9._-]{0,58}");
    private static final int DEFAULT_PRIORITY = 100;
    private static final int LONGEST = 500;

    private final BankCatalogue banks;
    private final Companies companies;
    private final boolean sandbox;

    VirtualPosRequests(BankCatalogue banks, Companies companies, HubSettings settings) {
        this.banks = banks;
        this.companies = companies;
        this.sandbox = settings.sandbox();
    }

    /** @throws ProblemException if anything is wrong, with all that is wrong */
    VirtualPos create(JsonNode body, Caller caller) {
        JsonFields fields = new JsonFields(body);
        String code = fields.required("code", 59);
        if (code != null && !CODE.matcher(code).matches()) {
            fields.error(
                    "code",
                    "expected a letter or digit, then at most 58 letters, digits, dots, _ or -, all upper-case ASCII");
        }
        return read(fields, company(fields, caller), code, null, caller);
    }

    /**
     * The definition after a change. Fields that are left out get their defaults, except the secrets, which stay. An endpoint that stays is
     * whose it was.
     *
     * @throws ProblemException if anything is wrong, with all that is wrong
     */
    VirtualPos change(JsonNode body, VirtualPos stored, Caller caller) {
        JsonFields fields = new JsonFields(body);
        unchanged(fields, "code", stored.code());
        unchanged(fields, "company", stored.company());
        return read(fields, stored.company(), stored.code(), stored, caller);
    }

    private VirtualPos read(JsonFields fields, String company, String code, VirtualPos stored, Caller caller) {
        Bank bank = bank(fields);
        String environment = fields.required("environment", 20);
        String secure = fields.text("secure", 10);
        List<String> currencies = fields.texts("currencies", 3);
        List<Integer> installments = fields.numbers("installments", 1, bank == null ? 99 : bank.installments());
        Boolean active = fields.flag("active");
        Boolean allowNonSecure = fields.flag("allowNonSecure");
        Integer priority = fields.number("priority", 0, 1000);
        String outboundIp = fields.text("outboundIp", 45);
        if (outboundIp != null && !UrlRules.ipAddress(outboundIp)) {
            fields.error("outboundIp", "expected an IPv4 or IPv6 address");
        }
        Map<String, String> endpoints = fields.map("endpoints", UrlRules.LONGEST);
        Map<String, String> credentials = fields.map("credentials", LONGEST);
        if (bank == null) {
            fields.check();
        }
        VirtualPos before = stored != null && stored.bank().equals(bank.code()) ? stored : null;
        Map<String, String> given = given(endpoints, before);
        Set<String> ofCompany = companyEndpoints(endpoints, given, before, caller);
        checkEndpoints(fields, bank, given, ofCompany);
        checkEnvironment(fields, bank, environment, endpoints);
        if (currencies == null) {
            currencies = bank.currencies().contains("TRY")
                    ? List.of("TRY")
                    : bank.currencies().stream().sorted().limit(1).toList();
        }
        checkList(fields, "currencies", currencies, bank.currencies());
        if (installments == null) {
            installments = List.of(1);
        }
        checkList(fields, "installments", installments, installments);
        CredentialRules.Checked checked =
                new CredentialRules(bank, before == null ? Map.of() : before.secrets()).check(credentials, fields);
        Secure model = secure(fields, bank, secure, checked);
        checkKeys(fields, bank, model, checked);
        fields.check();
        return new VirtualPos(
                company,
                code,
                bank.code(),
                active == null || active,
                environment,
                model,
                allowNonSecure != null && allowNonSecure,
                currencies,
                installments,
                priority == null ? DEFAULT_PRIORITY : priority,
                outboundIp,
                endpoints,
                ofCompany,
                checked.open(),
                checked.secret());
    }

    /** The model of a definition must be one that its credentials allow. */
    private static void checkKeys(JsonFields fields, Bank bank, Secure model, CredentialRules.Checked checked) {
        ThreeDModel wanted = model == null ? null : bank.models().get(model);
        if (wanted == null) {
            return;
        }
        wanted.credentials().stream()
                .filter(name -> !checked.open().containsKey(name)
                        && !checked.secret().containsKey(name)
                        && !fields.wrong("credentials." + name))
                .forEach(name -> fields.error("credentials." + name, "is needed for secure " + model.code()));
    }

    private String company(JsonFields fields, Caller caller) {
        String named = fields.text("company", 39);
        if (fields.wrong("company")) {
            return null;
        }
        try {
            return companies.resolve(caller, named);
        } catch (ProblemException refused) {
            if (refused.problem().status() != 400) {
                throw refused;
            }
            refused.problem().errors().forEach(error -> fields.error(error.field(), error.message()));
            return null;
        }
    }

    private Bank bank(JsonFields fields) {
        String code = fields.required("bank", 40);
        if (code == null) {
            return null;
        }
        Bank bank = banks.find(code).orElse(null);
        if (bank == null) {
            fields.error(
                    "bank",
                    "expected one of "
                            + banks.banks().stream().map(Bank::code).sorted().collect(Collectors.joining(", ")));
        }
        return bank;
    }

    /** The model that is named; of a definition that names none 3-D Secure where its keys are there. */
    private static Secure secure(JsonFields fields, Bank bank, String code, CredentialRules.Checked checked) {
        if (code == null) {
            ThreeDModel usual = bank.models().get(Secure.THREE_D);
            boolean keys = usual != null
                    && usual.credentials().stream()
                            .allMatch(name -> checked.open().containsKey(name)
                                    || checked.secret().containsKey(name));
            return keys ? Secure.THREE_D : Secure.NONE;
        }
        for (Secure model : bank.secure()) {
            if (model.code().equals(code)) {
                return model;
            }
        }
        fields.error(
                "secure",
                "expected one of "
                        + bank.secure().stream().sorted().map(Secure::code).collect(Collectors.joining(", "))
                        + ", the models of " + bank.name());
        return Secure.NONE;
    }

    private void checkEnvironment(JsonFields fields, Bank bank, String environment, Map<String, String> endpoints) {
        if (environment == null) {
            return;
        }
        List<String> allowed = new ArrayList<>();
        for (String one : List.of("production", "test")) {
            if (endpoints.containsKey("api")
                    || bank.endpoints().getOrDefault(one, Map.of()).containsKey("api")) {
                allowed.add(one);
            }
        }
        if (sandbox) {
            allowed.add("sandbox");
        }
        if (!allowed.contains(environment)) {
            String hint = List.of("production", "test").contains(environment)
                    ? "; " + bank.name() + " has no " + environment + " address here, give it as endpoints.api"
                    : "";
            fields.error(
                    "environment",
                    (allowed.isEmpty() ? "is not possible" : "expected one of " + String.join(", ", allowed)) + hint);
        }
    }

    /** The endpoints that are new or changed. */
    private static Map<String, String> given(Map<String, String> endpoints, VirtualPos before) {
        Map<String, String> given = new TreeMap<>(endpoints);
        if (before != null) {
            given.entrySet().removeAll(before.endpoints().entrySet());
        }
        return given;
    }

    private static Set<String> companyEndpoints(
            Map<String, String> endpoints, Map<String, String> given, VirtualPos before, Caller caller) {
        return endpoints.keySet().stream()
                .filter(key -> given.containsKey(key)
                        ? !caller.operator() && !UrlRules.onThisMachine(endpoints.get(key))
                        : before.companyEndpoints().contains(key))
                .collect(Collectors.toSet());
    }

    /**
     * @param given those that are new or changed
     * @param ofCompany keys of those that companies gave
     */
    private void checkEndpoints(JsonFields fields, Bank bank, Map<String, String> given, Set<String> ofCompany) {
        Set<String> known = new TreeSet<>(Set.of("api"));
        bank.endpoints().values().forEach(urls -> known.addAll(urls.keySet()));
        given.forEach((key, url) -> {
            if (!known.contains(key)) {
                fields.error(
                        "endpoints." + key,
                        "is not an endpoint of " + bank.name() + ", expected one of " + String.join(", ", known));
            } else if (!UrlRules.allowed(url)) {
                fields.error("endpoints." + key, UrlRules.EXPECTED);
            } else if (!sandbox && ofCompany.contains(key) && !UrlRules.perhapsPublic(url)) {
                fields.error("endpoints." + key, UrlRules.EXPECTED_OF_COMPANY);
            }
        });
    }

    private static <T> void checkList(JsonFields fields, String field, List<T> given, Collection<T> allowed) {
        if (fields.wrong(field)) {
            return;
        }
        if (given.isEmpty()) {
            fields.error(field, "expected at least one");
        } else if (!allowed.containsAll(given)) {
            fields.error(
                    field,
                    "expected some of "
                            + allowed.stream().map(String::valueOf).sorted().collect(Collectors.joining(", ")));
        }
    }

    private static void unchanged(JsonFields fields, String field, String stored) {
        String given = fields.text(field, 59);
        if (given != null && !given.equals(stored)) {
            fields.error(field, "cannot be changed, expected '" + stored + "' or nothing");
        }
    }
}
