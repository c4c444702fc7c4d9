package org.sanalpos.hub.mapping;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.sanalpos.hub.mapping.DialectFile.CredentialFile;
import org.sanalpos.hub.mapping.DialectFile.RecoveryFile;
import org.sanalpos.hub.mapping.DialectFile.TimeoutsFile;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Secure;
import org.springframework.boot.convert.DurationStyle;

/** Checks one bank's file, lays it over its dialect's and makes the bank of both. */
final class BankCompiler {
    private static final Set<String> ENVIRONMENTS = Set.of("production", "test");
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern EFT_CODE = Pattern.compile("[0-9]{4}");

    private final YamlFile<BankFile> file;
    private final YamlFile<DialectFile> base;
    private final BankFile bank;
    private final Dialect dialect;

    BankCompiler(YamlFile<BankFile> file, YamlFile<DialectFile> base, Dialect dialect) {
        this.file = file;
        this.base = base;
        this.bank = file.content();
        this.dialect = dialect;
    }

    Bank compile() {
        if (!CODE.matcher(file.required("code", bank.code())).matches()) {
            throw file.problem("code", "'" + bank.code() + "': expected lower-case letters, digits and hyphens");
        }
        if (!file.name().endsWith("/" + bank.code() + ".yaml")) {
            throw file.problem("code", "'" + bank.code() + "' must be the file's name");
        }
        if (!EFT_CODE.matcher(file.required("eftCode", bank.eftCode())).matches()) {
            throw file.problem("eftCode", "'" + bank.eftCode() + "': expected four digits between quotes");
        }
        Bank.Timeouts timeouts = bank.timeouts() != null
                ? timeouts(file, bank.timeouts())
                : timeouts(base, base.content().timeouts());
        LimitsCompiler limits = new LimitsCompiler(file, base, dialect, currencies(), operations());
        Map<String, String> profile = new HashMap<>();
        if (base.content().profile() != null) {
            profile.putAll(base.content().profile());
        }
        if (bank.profile() != null) {
            profile.putAll(bank.profile());
        }
        return new Bank(
                bank.code(),
                file.required("name", bank.name()),
                bank.eftCode(),
                dialect.name(),
                operations(),
                secure(),
                models(),
                currencies(),
                bank.installments() != null
                        ? installments(file, bank.installments())
                        : installments(base, base.content().installments()),
                endpoints(),
                bank.credentials() != null
                        ? credentials(file, bank.credentials())
                        : credentials(base, base.content().credentials()),
                timeouts,
                Map.copyOf(profile),
                limits.limits(),
                limits.reversal(),
                bank.recovery() != null
                        ? recovery(file, bank.recovery(), timeouts)
                        : recovery(base, base.content().recovery(), timeouts),
                limits.check(),
                limits.unsupported(),
                new Bank.Notes(
                        joined(base.content().quirks(), bank.quirks()),
                        joined(base.content().askFor(), bank.askFor()),
                        joined(base.content().unverified(), bank.unverified())));
    }

    private static List<String> joined(List<String> ofDialect, List<String> own) {
        List<String> all = new ArrayList<>();
        if (ofDialect != null) {
            all.addAll(ofDialect);
        }
        if (own != null) {
            all.addAll(own);
        }
        return List.copyOf(all);
    }

    private Map<String, Map<String, String>> endpoints() {
        Map<String, Map<String, String>> endpoints = new LinkedHashMap<>();
        if (bank.endpoints() != null) {
            bank.endpoints().forEach((environment, urls) -> {
                if (!ENVIRONMENTS.contains(environment)) {
                    throw file.problem("endpoints." + environment, "expected production or test");
                }
                urls.forEach((key, url) -> {
                    if (!isHttps(url)) {
                        throw file.problem(
                                "endpoints." + environment + "." + key,
                                "'" + url + "': expected an address such as https://host/path");
                    }
                });
                endpoints.put(environment, Map.copyOf(urls));
            });
        }
        if (base.content().sandboxPaths() != null) {
            Map<String, String> sandbox = new LinkedHashMap<>();
            base.content().sandboxPaths().forEach((key, path) -> {
                if (!path.startsWith("/")) {
                    throw base.problem("sandboxPaths." + key, "'" + path + "': expected a path that begins with /");
                }
                sandbox.put(key, "/sandbox/" + bank.code() + path);
            });
            endpoints.put("sandbox", Map.copyOf(sandbox));
        }
        return endpoints;
    }

    private static boolean isHttps(String url) {
        try {
            URI uri = URI.create(url);
            return "https".equals(uri.getScheme()) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Set<String> currencies() {
        Set<String> known = dialect.currencies().keySet();
        if (bank.currencies() == null) {
            return new LinkedHashSet<>(known);
        }
        if (bank.currencies().isEmpty() || !known.containsAll(bank.currencies())) {
            throw file.problem("currencies", "expected some of " + new TreeSet<>(known));
        }
        return new LinkedHashSet<>(bank.currencies());
    }

    private Set<OperationType> operations() {
        Set<OperationType> known = EnumSet.copyOf(dialect.operations().keySet());
        if (bank.operations() == null) {
            return known;
        }
        Set<OperationType> own = EnumSet.noneOf(OperationType.class);
        bank.operations().forEach(name -> own.add(DialectCompiler.operation(file, "operations", name)));
        if (own.isEmpty() || !known.containsAll(own)) {
            throw file.problem(
                    "operations",
                    "expected some of "
                            + known.stream().map(OperationType::code).toList() + ", which its dialect knows");
        }
        return own;
    }

    private Set<Secure> secure() {
        Set<Secure> known = secure(
                base,
                base.content().secure() == null
                        ? List.of("none")
                        : base.content().secure());
        if (bank.secure() == null) {
            return known;
        }
        Set<Secure> own = secure(file, bank.secure());
        if (own.isEmpty() || !known.containsAll(own)) {
            throw file.problem(
                    "secure",
                    "expected some of " + known.stream().map(Secure::code).toList() + ", which its dialect knows");
        }
        return own;
    }

    private static Set<Secure> secure(YamlFile<?> owner, List<String> written) {
        Set<Secure> secure = EnumSet.noneOf(Secure.class);
        for (String model : written) {
            try {
                secure.add(Secure.of(model));
            } catch (IllegalArgumentException e) {
                throw owner.problem("secure", "'" + model + "': expected none, 3d, 3d_pay or 3d_host");
            }
        }
        return secure;
    }

    private Map<Secure, ThreeDModel> models() {
        Map<Secure, ThreeDModel> models = new EnumMap<>(Secure.class);
        dialect.models().forEach((secure, model) -> {
            ThreeDModel facts = model.facts();
            DialectFile.AuthenticationFile own =
                    base.content().threeD().models().get(secure.code()).authentication();
            models.put(
                    secure,
                    new ThreeDModel(
                            facts.credentials(),
                            facts.requires(),
                            facts.charges(),
                            facts.linked(),
                            authenticated(own, DialectFile.AuthenticationFile::full),
                            authenticated(own, DialectFile.AuthenticationFile::half)));
        });
        Set<String> known = names();
        for (Secure secure : secure()) {
            if (secure == Secure.NONE) {
                continue;
            }
            ThreeDModel model = models.get(secure);
            String place = "threeD.models." + secure.code();
            if (model == null) {
                throw base.problem("secure", "'" + secure.code() + "' is not among threeD.models");
            }
            model.credentials().stream()
                    .filter(name -> !known.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw base.problem(place + ".credentials", "'" + name + "': expected some of " + known);
                    });
        }
        models.keySet().retainAll(secure());
        return Map.copyOf(models);
    }

    private Set<String> names() {
        List<CredentialFile> written =
                bank.credentials() != null ? bank.credentials() : base.content().credentials();
        Set<String> names = new TreeSet<>();
        if (written != null) {
            written.stream().map(CredentialFile::name).filter(Objects::nonNull).forEach(names::add);
        }
        return names;
    }

    /** The bank's own word before the model's, and that before the dialect's. */
    private Set<String> authenticated(
            DialectFile.AuthenticationFile ofModel, Function<DialectFile.AuthenticationFile, List<String>> list) {
        DialectFile.AuthenticationFile written = bank.authentication() != null
                ? bank.authentication()
                : ofModel != null ? ofModel : base.content().authentication();
        List<String> values = written == null ? null : list.apply(written);
        return values == null ? Set.of() : Set.copyOf(values);
    }

    private static int installments(YamlFile<?> owner, Integer installments) {
        if (installments != null && installments < 1) {
            throw owner.problem("installments", installments + ": expected 1 or more");
        }
        return installments == null ? 1 : installments;
    }

    private List<CredentialField> credentials(YamlFile<?> owner, List<CredentialFile> written) {
        if (written == null || written.isEmpty()) {
            throw file.problem("credentials", "neither the bank nor its dialect names any");
        }
        List<CredentialField> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (CredentialFile field : written) {
            String place = "credentials[" + (fields.size() + 1) + "]";
            if (!names.add(owner.required(place + ".name", field.name()))) {
                throw owner.problem(place + ".name", "'" + field.name() + "' stands in the list already");
            }
            if (field.label() == null
                    || !field.label().keySet().equals(Set.of("tr", "en"))
                    || field.label().values().stream().anyMatch(String::isBlank)) {
                throw owner.problem(place + ".label", field.name() + ": expected the bank's words as tr and en");
            }
            checkPattern(owner, place + ".pattern", field.pattern());
            fields.add(new CredentialField(
                    field.name(),
                    field.label(),
                    !Boolean.FALSE.equals(field.required()),
                    Boolean.TRUE.equals(field.secret()),
                    field.pattern()));
        }
        return List.copyOf(fields);
    }

    private static void checkPattern(YamlFile<?> owner, String place, String pattern) {
        try {
            if (pattern != null) {
                Pattern.compile(pattern);
            }
        } catch (PatternSyntaxException e) {
            throw owner.problem(place, "'" + pattern + "' is no regular expression: " + e.getDescription());
        }
    }

    private Bank.Timeouts timeouts(YamlFile<?> owner, TimeoutsFile timeouts) {
        if (timeouts == null) {
            throw file.problem("timeouts", "neither the bank nor its dialect has any");
        }
        Duration connect = duration(owner, "timeouts.connect", timeouts.connect());
        Duration answer = duration(owner, "timeouts.answer", timeouts.answer());
        Duration total = duration(owner, "timeouts.total", timeouts.total());
        if (connect.compareTo(total) > 0 || answer.compareTo(total) > 0) {
            throw owner.problem("timeouts.total", "expected at least as long as connect and answer");
        }
        return new Bank.Timeouts(connect, answer, total);
    }

    private static Bank.Recovery recovery(YamlFile<?> owner, RecoveryFile recovery, Bank.Timeouts timeouts) {
        Bank.Recovery standard = Bank.Recovery.DEFAULT;
        if (recovery == null) {
            return standard;
        }
        Duration grace =
                recovery.grace() == null ? standard.grace() : duration(owner, "recovery.grace", recovery.grace());
        if (grace.compareTo(timeouts.total()) <= 0) {
            throw owner.problem("recovery.grace", "expected longer than timeouts.total");
        }
        Duration longest = recovery.longest() == null
                ? standard.longest()
                : duration(owner, "recovery.longest", recovery.longest());
        if (longest.compareTo(grace) <= 0) {
            throw owner.problem("recovery.longest", "expected longer than recovery.grace");
        }
        List<Duration> pauses = recovery.pauses() == null || recovery.pauses().isEmpty()
                ? standard.pauses()
                : recovery.pauses().stream()
                        .map(pause -> duration(owner, "recovery.pauses", pause))
                        .toList();
        return new Bank.Recovery(grace, pauses, longest);
    }

    private static Duration duration(YamlFile<?> owner, String place, String text) {
        try {
            Duration duration = DurationStyle.SIMPLE.parse(owner.required(place, text));
            if (duration.isNegative() || duration.isZero()) {
                throw owner.problem(place, "'" + text + "': expected longer than nothing");
            }
            return duration;
        } catch (IllegalArgumentException e) {
            throw owner.problem(place, "'" + text + "': expected a duration such as 10s");
        }
    }
}
