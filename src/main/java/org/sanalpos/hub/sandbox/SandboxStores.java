package org.sanalpos.hub.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The banks of the sandbox and the stores that each of them knows, as {@code sandbox/stores.yaml} lists them. */
public final class SandboxStores {

    private static final String FILE = "sandbox/stores.yaml";
    private static final Set<String> RIGHTS = Set.of(
            "moto",
            "currencies",
            "maxInstallments",
            "captureAbovePreauth",
            "captureWithinDays",
            "refundNeedsSettlement",
            "schemes",
            "settlement");

    private final Map<String, BankStores> banks;

    private SandboxStores(Map<String, BankStores> banks) {
        this.banks = banks;
    }

    /**
     * Reads the packed list.
     *
     * @throws IllegalStateException if the list is missing or an entry is wrong; the message names it
     */
    public static SandboxStores load() {
        try (InputStream in = SandboxStores.class.getClassLoader().getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    /**
     * The packed list with the banks of another file in the same form, which come in place of packed ones of the same code.
     *
     * @throws IllegalStateException if an entry is wrong; the message names it
     */
    static SandboxStores load(Path more) {
        SandboxStores packed = load();
        if (more == null) {
            return packed;
        }
        try (InputStream in = Files.newInputStream(more)) {
            Map<String, BankStores> all = new LinkedHashMap<>(packed.banks);
            all.putAll(read(in).banks);
            return new SandboxStores(all);
        } catch (IOException e) {
            throw new IllegalStateException("sanalpos.sandbox-stores: " + more + " cannot be read", e);
        }
    }

    static SandboxStores read(InputStream yaml) {
        Map<String, BankStores> banks = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> bank :
                new YAMLMapper().readTree(yaml).path("banks").properties()) {
            String dialect = bank.getValue().path("dialect").asString("");
            List<Store> stores = bank.getValue()
                    .path("stores")
                    .valueStream()
                    .map(node -> store(bank.getKey(), node))
                    .toList();
            if (dialect.isEmpty() || stores.isEmpty()) {
                throw new IllegalStateException(
                        FILE + ": bank " + bank.getKey() + " needs a dialect and at least one store");
            }
            banks.put(bank.getKey(), new BankStores(dialect, stores));
        }
        return new SandboxStores(banks);
    }

    /** Returns the codes of the banks that speak a dialect. */
    public Set<String> banks(String dialect) {
        Set<String> codes = new LinkedHashSet<>();
        banks.forEach((code, bank) -> {
            if (bank.dialect().equals(dialect)) {
                codes.add(code);
            }
        });
        return codes;
    }

    /** Returns the codes of all banks. */
    public Set<String> banks() {
        return banks.keySet();
    }

    /**
     * Returns the credentials of a bank's demonstration store, the first of its list.
     *
     * @throws IllegalArgumentException if the sandbox has no such bank
     */
    public Map<String, String> demoCredentials(String bank) {
        return stores(bank).get(0).credentials();
    }

    /** Finds the store of a bank whose credential has the given value. */
    public Optional<Store> find(String bank, String credential, String value) {
        return stores(bank).stream()
                .filter(store -> store.credential(credential).equals(value))
                .findFirst();
    }

    private List<Store> stores(String bank) {
        BankStores found = banks.get(bank);
        if (found == null) {
            throw new IllegalArgumentException("The sandbox has no bank " + bank + ", only " + banks.keySet());
        }
        return found.stores();
    }

    private static Store store(String bank, JsonNode node) {
        Map<String, String> credentials = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : node.path("credentials").properties()) {
            if (!field.getValue().isString()) {
                throw new IllegalStateException(FILE + ": bank " + bank + ": credential " + field.getKey()
                        + " must be a quoted text, so that no digit is lost");
            }
            credentials.put(field.getKey(), field.getValue().asString());
        }
        if (credentials.isEmpty()) {
            throw new IllegalStateException(FILE + ": bank " + bank + ": a store has no credentials");
        }
        JsonNode rights = node.path("rights");
        rights.propertyNames().stream()
                .filter(name -> !RIGHTS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalStateException(FILE + ": bank " + bank + ": unknown right " + name);
                });
        Set<String> currencies = new LinkedHashSet<>();
        rights.path("currencies").valueStream().forEach(currency -> currencies.add(currency.asString()));
        Set<String> schemes = new LinkedHashSet<>();
        rights.path("schemes").valueStream().forEach(scheme -> schemes.add(scheme.asString()));
        String settlement = rights.path("settlement").asString("manual");
        return new Store(
                credentials,
                new Store.Rights(
                        rights.path("moto").asBoolean(false),
                        currencies.isEmpty() ? Set.of("TRY") : currencies,
                        rights.path("maxInstallments").asInt(1),
                        rights.path("captureAbovePreauth").asBoolean(false),
                        rights.path("captureWithinDays").asInt(0),
                        rights.path("refundNeedsSettlement").asBoolean(false),
                        schemes,
                        settlement(bank, settlement)));
    }

    private static Store.Settlement settlement(String bank, String value) {
        try {
            return Store.Settlement.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    FILE + ": bank " + bank + ": settlement is manual or nightly, not " + value, e);
        }
    }

    private record BankStores(String dialect, List<Store> stores) {}
}
