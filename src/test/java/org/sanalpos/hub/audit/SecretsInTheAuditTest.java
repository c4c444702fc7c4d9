package org.sanalpos.hub.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.ContractClient.Reply;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.mapping.Bank;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.mapping.CredentialField;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.virtualpos.VirtualPoses;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The credentials of every bank go through the audit, and their secrets do not stay there. */
@HubTest
class SecretsInTheAuditTest {
    @LocalServerPort
    int port;

    @Autowired
    SandboxStores stores;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    BankCatalogue banks;

    @Autowired
    VirtualPoses poses;

    AuditedCompany company;
    ContractClient clerk;

    @BeforeEach
    void company() {
        company = new AuditedCompany(port, jdbc);
        clerk = company.clerk();
    }

    @Test
    void noSecretOfAnyBankIsInTheAudit() {
        List<String> secrets = new ArrayList<>();
        List<String> open = new ArrayList<>();
        int masked = 0;
        for (Bank bank : banks.banks()) {
            if (!stores.banks().contains(bank.code())) {
                continue;
            }
            String code = "POS-" + bank.code().toUpperCase(Locale.ROOT);
            Map<String, String> first = fresh(bank);
            Map<String, String> second = fresh(bank);
            company.create(bank.code(), code, first, Map.of());
            assertThat(poses.find(company.code(), code).orElseThrow().account().credentials())
                    .isEqualTo(new TreeMap<>(first));
            Reply changed = clerk.put("/virtual-pos/" + code, AuditedCompany.definition(bank.code(), second, Map.of()));
            assertThat(changed.status()).as(changed.text()).isEqualTo(200);
            JsonNode check = clerk.post("/virtual-pos/" + code + "/check", null).body();
            assertThat(check.path("ok").isBoolean()).isTrue();

            List<String> expected = new ArrayList<>();
            for (CredentialField field : bank.credentials()) {
                if (first.containsKey(field.name()) && field.secret()) {
                    secrets.addAll(List.of(first.get(field.name()), second.get(field.name())));
                    expected.add("credentials." + field.name());
                } else if (first.containsKey(field.name())) {
                    open.add(first.get(field.name()));
                }
            }
            assertThat(expected).as(bank.code()).isNotEmpty();
            JsonNode change = company.entries(clerk, "&kind=virtual-pos&code=" + code).stream()
                    .filter(entry -> entry.path("action").asString().equals("change"))
                    .findFirst()
                    .orElseThrow();
            assertThat(change.path("changed").valueStream().map(JsonNode::asString))
                    .containsExactlyInAnyOrderElementsOf(expected);
            for (String name : expected) {
                for (String state : List.of("before", "after")) {
                    assertThat(change.at("/" + state + "/" + name.replace('.', '/'))
                                    .asString())
                            .isEqualTo(Snapshot.MASK);
                    masked++;
                }
            }
            assertThat(clerk.delete("/virtual-pos/" + code).status()).isEqualTo(204);
        }
        assertThat(masked).isGreaterThan(20);

        String stored = company.stored();
        // What may be read is found by the same search.
        assertThat(open).isNotEmpty().allSatisfy(value -> assertThat(stored).contains(value));
        AuditedCompany.assertNowhere(stored, secrets);
        AuditedCompany.assertNowhere(clerk.get("/audit?size=200").text(), secrets);
    }

    /** The demonstration store's credentials, whose secrets nobody else has: other letters and digits in the same places. */
    private Map<String, String> fresh(Bank bank) {
        Map<String, String> credentials = new LinkedHashMap<>(stores.demoCredentials(bank.code()));
        bank.credentials().stream()
                .filter(CredentialField::secret)
                .forEach(field -> credentials.computeIfPresent(field.name(), (name, value) -> matching(field, value)));
        return credentials;
    }

    private static String matching(CredentialField field, String value) {
        for (String candidate :
                List.of(shuffled(value) + UUID.randomUUID().toString().replace("-", ""), shuffled(value))) {
            if (field.pattern() == null || candidate.matches(field.pattern())) {
                return candidate;
            }
        }
        throw new AssertionError("no other value for " + field.name());
    }

    private static String shuffled(String value) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return value.chars()
                .map(c -> Character.isDigit(c)
                        ? '0' + random.nextInt(10)
                        : Character.isUpperCase(c)
                                ? 'A' + random.nextInt(6)
                                : Character.isLowerCase(c) ? 'a' + random.nextInt(6) : c)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
