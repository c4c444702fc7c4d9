package org.sanalpos.hub.mapping;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Secure;
import org.sanalpos.hub.settings.PackedFiles;
import org.sanalpos.hub.settings.SettingProblem;
import org.springframework.boot.convert.DurationStyle;

/** Loads and checks all of {@code bank-mappings/}. Any fault stops the start with file, line and reason. */
public final class MappingLoader {
    private static final String ROOT = "bank-mappings";
    private static final Set<String> ENVIRONMENTS = Set.of("production", "test");

    private final PackedFiles files;
    private final MappingReader reader;
    private final TemplateFunctions functions;

    public MappingLoader(PackedFiles files, Clock clock) {
        this.files = files;
        this.reader = new MappingReader(files);
        this.functions = new TemplateFunctions(clock, new SecureRandom());
    }

    /** @throws SettingProblem for the first fault that is found */
    public BankMappings load() {
        String categories = ROOT + "/categories.csv";
        String sharedCodes = ROOT + "/response-codes.csv";
        CodeTable shared = reader.<CodeTable>with(categories, csv -> CodeTable.categories(categories, csv));
        CodeTable iso = reader.<CodeTable>with(sharedCodes, csv -> shared.with(sharedCodes, csv));
        Map<String, DialectFile> dialectFiles = new HashMap<>();
        Map<String, Dialect> dialects = new HashMap<>();
        for (PackedFiles.PackedFile file : files.list(ROOT + "/dialects", "dialect.yaml")) {
            String folder = file.name().substring(0, file.name().lastIndexOf('/'));
            DialectFile written = reader.yaml(file.name(), DialectFile.class);
            Dialect dialect = new DialectCompiler(reader, folder).compile(written, iso);
            dialectFiles.put(dialect.name(), written);
            dialects.put(dialect.name(), dialect);
        }
        Messages messages = new Messages(functions);
        Map<String, BankMapping> banks = new TreeMap<>();
        for (PackedFiles.PackedFile file : files.list(ROOT + "/banks", ".yaml")) {
            BankFile written = reader.yaml(file.name(), BankFile.class);
            Dialect dialect = written.dialect() == null ? null : dialects.get(written.dialect());
            if (dialect == null) {
                throw new SettingProblem(
                        file.name(), "dialect '" + written.dialect() + "': expected one of " + dialects.keySet());
            }
            Bank bank = bank(file.name(), written, dialectFiles.get(dialect.name()), dialect);
            if (!file.name().endsWith("/" + bank.code() + ".yaml")) {
                throw new SettingProblem(file.name(), "code '" + bank.code() + "' must be the file's name");
            }
            BankMapping mapping = new BankMapping(bank, dialect);
            Rehearsal.of(mapping, messages, file.name());
            banks.put(bank.code(), mapping);
        }
        if (banks.isEmpty()) {
            throw new SettingProblem(ROOT + "/banks", "holds no bank");
        }
        return new BankMappings(new LinkedHashMap<>(banks), iso, messages);
    }

    private static Bank bank(String file, BankFile bank, DialectFile base, Dialect dialect) {
        require(file, "code", bank.code());
        require(file, "name", bank.name());
        require(file, "eftCode", bank.eftCode());
        Map<String, Map<String, String>> endpoints = new LinkedHashMap<>();
        if (bank.endpoints() != null) {
            bank.endpoints().forEach((environment, urls) -> {
                if (!ENVIRONMENTS.contains(environment)) {
                    throw new SettingProblem(file, "endpoints." + environment + ": expected one of " + ENVIRONMENTS);
                }
                urls.forEach((key, url) -> {
                    if (!url.startsWith("https://")) {
                        throw new SettingProblem(file, "endpoints." + environment + "." + key + ": expected https");
                    }
                });
                endpoints.put(environment, Map.copyOf(urls));
            });
        }
        if (base.sandboxPaths() != null) {
            Map<String, String> sandbox = new LinkedHashMap<>();
            base.sandboxPaths().forEach((key, path) -> sandbox.put(key, "/sandbox/" + bank.code() + path));
            endpoints.put("sandbox", Map.copyOf(sandbox));
        }
        Set<String> currencies = new LinkedHashSet<>(
                bank.currencies() != null
                        ? bank.currencies()
                        : dialect.currencies().keySet());
        if (!dialect.currencies().keySet().containsAll(currencies)) {
            throw new SettingProblem(
                    file, "currencies: expected some of " + dialect.currencies().keySet());
        }
        Map<String, String> profile = new HashMap<>();
        if (base.profile() != null) {
            profile.putAll(base.profile());
        }
        if (bank.profile() != null) {
            profile.putAll(bank.profile());
        }
        return new Bank(
                bank.code(),
                bank.name(),
                bank.eftCode(),
                dialect.name(),
                operations(file, bank, dialect),
                secure(file, base),
                currencies,
                bank.installments() != null
                        ? bank.installments()
                        : base.installments() == null ? 1 : base.installments(),
                endpoints,
                credentials(file, bank.credentials() != null ? bank.credentials() : base.credentials()),
                timeouts(file, bank.timeouts() != null ? bank.timeouts() : base.timeouts()),
                Map.copyOf(profile));
    }

    private static Set<OperationType> operations(String file, BankFile bank, Dialect dialect) {
        Set<OperationType> operations = EnumSet.copyOf(dialect.operations().keySet());
        if (bank.operations() != null) {
            Set<OperationType> own = EnumSet.noneOf(OperationType.class);
            bank.operations().forEach(name -> own.add(DialectCompiler.operation(file, name)));
            if (!operations.containsAll(own)) {
                throw new SettingProblem(file, "operations: its dialect knows only " + operations);
            }
            return own;
        }
        return operations;
    }

    private static Set<Secure> secure(String file, DialectFile base) {
        Set<Secure> secure = EnumSet.noneOf(Secure.class);
        for (String model : base.secure() == null ? List.of("none") : base.secure()) {
            try {
                secure.add(Secure.of(model));
            } catch (IllegalArgumentException e) {
                throw new SettingProblem(file, "secure '" + model + "': expected none, 3d, 3d_pay or 3d_host");
            }
        }
        return secure;
    }

    private static List<CredentialField> credentials(String file, List<DialectFile.CredentialFile> credentials) {
        if (credentials == null || credentials.isEmpty()) {
            throw new SettingProblem(file, "credentials: neither the bank nor its dialect names any");
        }
        return credentials.stream()
                .map(field -> {
                    require(file, "credentials.name", field.name());
                    if (field.label() == null || !field.label().keySet().equals(Set.of("tr", "en"))) {
                        throw new SettingProblem(file, "credentials." + field.name() + ".label: expected tr and en");
                    }
                    return new CredentialField(
                            field.name(),
                            field.label(),
                            !Boolean.FALSE.equals(field.required()),
                            Boolean.TRUE.equals(field.secret()),
                            field.pattern());
                })
                .toList();
    }

    private static Bank.Timeouts timeouts(String file, DialectFile.TimeoutsFile timeouts) {
        if (timeouts == null) {
            throw new SettingProblem(file, "timeouts: neither the bank nor its dialect has any");
        }
        return new Bank.Timeouts(
                duration(file, "connect", timeouts.connect()),
                duration(file, "answer", timeouts.answer()),
                duration(file, "total", timeouts.total()));
    }

    private static Duration duration(String file, String name, String text) {
        try {
            return DurationStyle.SIMPLE.parse(text);
        } catch (IllegalArgumentException e) {
            throw new SettingProblem(file, "timeouts." + name + " '" + text + "': expected a duration such as 10s");
        }
    }

    private static void require(String file, String field, String value) {
        if (value == null || value.isBlank()) {
            throw new SettingProblem(file, field + " is missing");
        }
    }
}
