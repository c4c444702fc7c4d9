package org.sanalpos.hub.mapping;

import freemarker.template.Template;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sanalpos.hub.payment.Secure;

/** Checks how a dialect sends a cardholder through 3-D Secure, and compiles it. */
final class ThreeDCompiler {
    /** Parts of a request that a model can ask for. */
    static final Set<String> REQUIRES = Set.of("card.holder", "customer.ip", "customer.email", "customer.phone");

    private final YamlFile<DialectFile> file;
    private final DialectCompiler dialect;
    private final Map<String, Dialect.AnswerRules> answers;

    ThreeDCompiler(YamlFile<DialectFile> file, DialectCompiler dialect, Map<String, Dialect.AnswerRules> answers) {
        this.file = file;
        this.dialect = dialect;
        this.answers = answers;
    }

    Map<Secure, Dialect.Model> compile() {
        DialectFile.ThreeDFile written = file.content().threeD();
        Map<Secure, Dialect.Model> models = new EnumMap<>(Secure.class);
        if (written != null && written.models() != null) {
            written.models().forEach((name, model) -> {
                String place = "threeD.models." + name;
                Secure secure = secure(place, name);
                if (secure == Secure.NONE || model == null) {
                    throw file.problem(place, "expected 3d, 3d_pay or 3d_host, with how it goes");
                }
                models.put(secure, model(place, secure, model));
            });
        }
        return models;
    }

    private Secure secure(String place, String name) {
        try {
            return Secure.of(name);
        } catch (IllegalArgumentException e) {
            throw file.problem(place, "'" + name + "': expected 3d, 3d_pay or 3d_host");
        }
    }

    private Dialect.Model model(String place, Secure secure, DialectFile.ModelFile written) {
        for (String part : orEmpty(written.requires())) {
            if (!REQUIRES.contains(part)) {
                throw file.problem(place + ".requires", "'" + part + "': expected some of " + REQUIRES);
            }
        }
        List<Dialect.Page> pages = new ArrayList<>();
        for (DialectFile.PageFile page : orEmpty(written.page())) {
            pages.add(page(place + ".page[" + (pages.size() + 1) + "]", page));
        }
        if (pages.isEmpty()) {
            throw file.problem(place + ".page", "expected where the browser goes");
        }
        List<Dialect.Step> complete = dialect.steps(place + ".complete", written.complete(), answers);
        boolean charges = written.charges() == null ? secure != Secure.THREE_D : written.charges();
        if (!charges && complete.isEmpty()) {
            throw file.problem(place + ".complete", "expected what charges, as the bank has not");
        }
        return new Dialect.Model(
                new ThreeDModel(
                        List.copyOf(orEmpty(written.credentials())),
                        List.copyOf(orEmpty(written.requires())),
                        charges,
                        Boolean.TRUE.equals(written.linked()),
                        Set.of(),
                        Set.of()),
                dialect.steps(place + ".start", written.start(), answers),
                List.copyOf(pages),
                answer(place + ".callback", written.callback()),
                expression(place + ".keepCard", written.keepCard()),
                dialect.steps(place + ".verify", written.verify(), answers),
                complete);
    }

    private Dialect.AnswerRules answer(String place, String name) {
        Dialect.AnswerRules rules = answers.get(file.required(place, name));
        if (rules == null || rules.format() != Dialect.AnswerFormat.FORM || rules.inquiry()) {
            throw file.problem(place, "'" + name + "': expected one of the answers, of format form");
        }
        return rules;
    }

    private Dialect.Page page(String place, DialectFile.PageFile page) {
        long ways = java.util.stream.Stream.of(page.form(), page.relay(), page.embedded())
                .filter(way -> way != null)
                .count();
        if (ways != 1) {
            throw file.problem(place, "expected one of form, relay and embedded");
        }
        if (page.form() != null && (page.endpoint() == null) == (page.action() == null)) {
            throw file.problem(place, "a form goes to an endpoint or has an action");
        }
        if (page.method() != null
                && !page.method().equals("get")
                && !page.method().equals("post")) {
            throw file.problem(place + ".method", "'" + page.method() + "': expected get or post");
        }
        return new Dialect.Page(
                page.form() == null ? null : dialect.form(place, page.form(), page.endpoint()),
                "get".equals(page.method()),
                page.action() == null ? null : dialect.inline(place + ".action", page.action()),
                page.relay(),
                page.embedded() == null ? null : dialect.inline(place + ".embedded", page.embedded()),
                List.copyOf(orEmpty(page.hosts())),
                expression(place + ".when", page.when()));
    }

    private Template expression(String place, String text) {
        return text == null ? null : dialect.inline(place, DialectCompiler.truth(text));
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}
