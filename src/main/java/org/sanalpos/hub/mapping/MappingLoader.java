package org.sanalpos.hub.mapping;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sanalpos.hub.settings.PackedFiles;
import org.sanalpos.hub.settings.SettingProblem;

/** Loads and checks all of {@code bank-mappings/}. Any fault stops the start with file, line and reason. */
public final class MappingLoader {
    private static final String ROOT = "bank-mappings";

    private final PackedFiles files;
    private final MappingReader reader;
    private final TemplateFunctions functions;

    public MappingLoader(PackedFiles files, Clock clock) {
        this(files, clock, new SecureRandom());
    }

    MappingLoader(PackedFiles files, Clock clock, SecureRandom random) {
        this.files = files;
        this.reader = new MappingReader(files);
        this.functions = new TemplateFunctions(clock, random);
    }

    private record LoadedDialect(YamlFile<DialectFile> file, Dialect dialect) {}

    /** @throws SettingProblem for the first fault that is found */
    public BankMappings load() {
        String categories = ROOT + "/categories.csv";
        String sharedCodes = ROOT + "/response-codes.csv";
        CodeTable shared =
                CodeTable.categories(categories, reader.text(categories)).with(sharedCodes, reader.text(sharedCodes));
        Map<String, LoadedDialect> dialects = dialects(shared);
        Messages messages = new Messages(functions);
        Map<String, BankMapping> banks = new TreeMap<>();
        for (PackedFiles.PackedFile found : files.list(ROOT + "/banks", ".yaml")) {
            YamlFile<BankFile> file = reader.yaml(found.name(), BankFile.class);
            LoadedDialect base =
                    dialects.get(file.required("dialect", file.content().dialect()));
            if (base == null) {
                throw file.problem(
                        "dialect",
                        "'" + file.content().dialect() + "': expected one of " + new TreeSet<>(dialects.keySet()));
            }
            Bank bank = new BankCompiler(file, base.file(), base.dialect()).compile();
            BankMapping mapping = new BankMapping(bank, base.dialect());
            Rehearsal.of(mapping, messages, file, base.file());
            if (banks.put(bank.code(), mapping) != null) {
                throw file.problem("code", "there is another file for " + bank.code());
            }
        }
        if (banks.isEmpty()) {
            throw new SettingProblem(ROOT + "/banks", "holds no bank");
        }
        return new BankMappings(new LinkedHashMap<>(banks), shared, messages);
    }

    private Map<String, LoadedDialect> dialects(CodeTable shared) {
        Map<String, LoadedDialect> dialects = new HashMap<>();
        for (PackedFiles.PackedFile found : files.list(ROOT + "/dialects", "dialect.yaml")) {
            String folder = found.name().substring(0, found.name().lastIndexOf('/'));
            if (!found.name().equals(folder + "/dialect.yaml")) {
                continue;
            }
            YamlFile<DialectFile> file = reader.yaml(found.name(), DialectFile.class);
            Dialect dialect = new DialectCompiler(reader, folder, file).compile(shared);
            if (dialects.put(dialect.name(), new LoadedDialect(file, dialect)) != null) {
                throw file.problem("dialect", "there is another folder for " + dialect.name());
            }
        }
        return dialects;
    }
}
