package org.sanalpos.hub.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.SandboxStores;
import tools.jackson.databind.JsonNode;

/**
 * The company whose payments a hub makes while it dies, with a virtual POS at banks of several dialects.
 *
 * @param port where the sandbox banks listen
 * @param webhookUrl where the company wants its events
 */
record CrashCompany(int port, String webhookUrl, BankCatalogue catalogue, SandboxStores stores) {
    /**
     * None of them minds that the hub's clock is ahead of theirs, or brings the browser to a page by an address without a host; both are
     * possible at other sandbox banks.
     */
    private static final List<String> BANKS = List.of("halkbank", "garanti", "denizbank", "yapikredi");

    /** How many of them, from the first, have a model of 3-D Secure in which the bank charges while the browser is there. */
    private static final int CHARGES_IN_BROWSER = 3;

    /** A bank whose day ends again and again. */
    private static final String DAY_ENDS_AT = "isbank";

    /** A bank at which nobody listens; the company would like it best. */
    private static final String NOBODY_AT = "teb";

    private static final String NOBODY = "http://127.0.0.1:1";

    static List<String> banks() {
        List<String> all = new ArrayList<>(BANKS);
        all.add(DAY_ENDS_AT);
        return all;
    }

    BankScreen screen(String bank) {
        return new BankScreen(port, bank);
    }

    /** @param id of the story; the ids of its requests begin with it */
    Story story(Story.Kind kind, String id, Random random) {
        String bank = BANKS.get(random.nextInt(kind == Story.Kind.THREE_D_PAY ? CHARGES_IN_BROWSER : BANKS.size()));
        if (kind == Story.Kind.GIVEN_BACK_AFTER_THE_DAY) {
            bank = DAY_ENDS_AT;
        }
        return new Story(kind, id, pos(bank), screen(bank), 1000 + random.nextInt(90_000));
    }

    /** Makes the company in a hub; gives its key. */
    String make(String hub) {
        ContractClient operator = ContractClient.of(hub, CrashingHub.OPERATOR_KEY);
        Map<String, Object> company = new LinkedHashMap<>();
        company.put("code", CrashingHub.COMPANY);
        company.put("name", "Company of a hub that dies");
        company.put("clearCards", true);
        company.put("returnUrls", List.of("https://shop.example/"));
        company.put("webhookUrl", webhookUrl);
        made(operator.post("/companies", company));
        for (String bank : banks()) {
            made(operator.post("/virtual-pos", definition(bank, "http://127.0.0.1:" + port, 2)));
        }
        made(operator.post("/virtual-pos", definition(NOBODY_AT, NOBODY, 1)));
        Map<String, Object> key = Map.of(
                "company", CrashingHub.COMPANY, "scopes", List.of("payments:write", "payments:read", "refunds:write"));
        return made(operator.post("/api-keys", key)).path("key").asString();
    }

    private Map<String, Object> definition(String bank, String server, int priority) {
        Map<String, String> endpoints = new LinkedHashMap<>();
        catalogue
                .find(bank)
                .orElseThrow()
                .endpoints()
                .get("sandbox")
                .forEach((key, path) -> endpoints.put(key, server + path));
        Map<String, Object> pos = new LinkedHashMap<>();
        pos.put("code", pos(bank));
        pos.put("company", CrashingHub.COMPANY);
        pos.put("bank", bank);
        pos.put("environment", "production");
        pos.put("secure", "none");
        pos.put("allowNonSecure", true);
        pos.put("currencies", List.of("TRY"));
        pos.put("installments", List.of(1));
        pos.put("priority", priority);
        pos.put("credentials", stores.demoCredentials(bank));
        pos.put("endpoints", endpoints);
        return pos;
    }

    private static String pos(String bank) {
        return "CRASH-" + bank.toUpperCase(Locale.ROOT);
    }

    private static JsonNode made(ContractClient.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.body();
    }
}
