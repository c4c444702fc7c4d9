package org.sanalpos.hub.sandbox;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.sanalpos.hub.audit.Actor;
import org.sanalpos.hub.mapping.Bank;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.mapping.CredentialField;
import org.sanalpos.hub.payment.Secure;
import org.sanalpos.hub.security.ApiKeys;
import org.sanalpos.hub.security.Scope;
import org.sanalpos.hub.virtualpos.Companies;
import org.sanalpos.hub.virtualpos.Company;
import org.sanalpos.hub.virtualpos.CompanySettings;
import org.sanalpos.hub.virtualpos.SigningSecrets;
import org.sanalpos.hub.virtualpos.VirtualPos;
import org.sanalpos.hub.virtualpos.VirtualPoses;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Company {@code DEMO} with a virtual POS at each bank of the sandbox and the key {@code sandbox-key}; made once, changes to it stay. */
@Component
@ConditionalOnProperty(name = "sanalpos.sandbox", havingValue = "true")
class DemoCompany implements SmartInitializingSingleton {
    static final String CODE = "DEMO";
    static final String KEY = "sandbox-key";
    static final String SIGNING_SECRET = "sandbox-signing-secret";
    private static final int FIRST_PRIORITY = 100;

    /** Shops under development on this machine, and the one of the documentation. */
    private static final CompanySettings SETTINGS = new CompanySettings(
            null,
            false,
            List.of("http://127.0.0.1/", "http://localhost/", "https://shop.example/"),
            false,
            false,
            null,
            null,
            null);

    private final Companies companies;
    private final SigningSecrets secrets;
    private final VirtualPoses poses;
    private final ApiKeys keys;
    private final BankCatalogue catalogue;
    private final SandboxStores stores;

    DemoCompany(
            Companies companies,
            SigningSecrets secrets,
            VirtualPoses poses,
            ApiKeys keys,
            BankCatalogue catalogue,
            SandboxStores stores) {
        this.companies = companies;
        this.secrets = secrets;
        this.poses = poses;
        this.keys = keys;
        this.catalogue = catalogue;
        this.stores = stores;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (companies.find(CODE).isEmpty()) {
            companies.create(new Company(CODE, "Demonstration", SETTINGS), Actor.HUB);
            secrets.set(CODE, SIGNING_SECRET, Actor.HUB);
        }
        keys.ensureSandboxKey(KEY, CODE, EnumSet.allOf(Scope.class));
        catalogue.banks().stream()
                .filter(bank -> stores.banks().contains(bank.code()))
                .map(this::definition)
                .filter(pos -> poses.find(CODE, pos.code()).isEmpty())
                .forEach(pos -> poses.create(pos, Actor.HUB));
    }

    private VirtualPos definition(Bank bank) {
        Map<String, String> open = new HashMap<>();
        Map<String, String> secret = new HashMap<>();
        Map<String, String> known = stores.demoCredentials(bank.code());
        for (CredentialField field : bank.credentials()) {
            if (known.get(field.name()) != null) {
                (field.secret() ? secret : open).put(field.name(), known.get(field.name()));
            }
        }
        return new VirtualPos(
                CODE,
                CODE + "-" + bank.code().toUpperCase(Locale.ROOT),
                bank.code(),
                true,
                "sandbox",
                Secure.NONE,
                true,
                List.copyOf(bank.currencies()),
                IntStream.rangeClosed(1, bank.installments()).boxed().toList(),
                FIRST_PRIORITY,
                null,
                Map.of(),
                Set.of(),
                open,
                secret);
    }
}
