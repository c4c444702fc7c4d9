package org.sanalpos.hub.mapping;

import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Secure;
import org.sanalpos.hub.payment.ThreeDSession;

/** Goes the way through every 3-D Secure model of a bank with made-up values at the start. */
final class ThreeDRehearsal {
    private static final ThreeDSession SESSION = new ThreeDSession(
            "0".repeat(32),
            "0".repeat(26),
            "0".repeat(26),
            ThreeDSession.State.PREPARING,
            "https://rehearsal.invalid/3ds/0",
            null,
            "tr",
            "0",
            Map.of(),
            Instant.EPOCH,
            Instant.EPOCH);

    private final BankMapping mapping;
    private final Messages messages;
    private final YamlFile<BankFile> bankFile;
    private final YamlFile<DialectFile> dialectFile;

    ThreeDRehearsal(
            BankMapping mapping, Messages messages, YamlFile<BankFile> bankFile, YamlFile<DialectFile> dialectFile) {
        this.mapping = mapping;
        this.messages = messages;
        this.bankFile = bankFile;
        this.dialectFile = dialectFile;
    }

    void rehearse() {
        for (Secure secure : mapping.bank().models().keySet()) {
            Dialect.Model model = mapping.dialect().models().get(secure);
            model.start().forEach(this::checkEndpoint);
            model.verify().forEach(this::checkEndpoint);
            model.complete().forEach(this::checkEndpoint);
            model.page().stream()
                    .filter(page -> page.form() != null && page.action() == null)
                    .forEach(page -> checkEndpoint(page.form()));
            for (OperationType type : List.of(OperationType.SALE, OperationType.PREAUTH)) {
                if (mapping.bank().operations().contains(type)) {
                    walk(secure, model, type, true);
                    walk(secure, model, type, false);
                }
            }
        }
    }

    private void checkEndpoint(Dialect.Step step) {
        Rehearsal.checkEndpoint(mapping.bank(), step, bankFile, dialectFile);
    }

    private void walk(Secure secure, Dialect.Model model, OperationType type, boolean full) {
        Map<String, Map<String, String>> answers = new HashMap<>();
        try {
            messages(model.start(), secure, type, full, answers, Stage.START);
            for (Dialect.Page page : model.page()) {
                page(page, context(secure, type, full, answers, Stage.START));
            }
            MessageContext back = context(secure, type, full, answers, Stage.VERIFY);
            proof(model.callback(), back);
            if (model.keepCard() != null) {
                messages.holds(model.keepCard(), back, mapping);
            }
            answers.put("callback", full ? new Rehearsal.AnyAnswer() : Rehearsal.approval(model.callback()));
            messages(model.verify(), secure, type, full, answers, Stage.VERIFY);
            messages(model.complete(), secure, type, full, answers, Stage.COMPLETE);
        } catch (TemplateException e) {
            throw Rehearsal.problem(e, dialectFile);
        } catch (Messages.UnfitHeader e) {
            throw dialectFile.problem(e.place(), Messages.UnfitHeader.REASON);
        }
    }

    private void messages(
            List<Dialect.Step> steps,
            Secure secure,
            OperationType type,
            boolean full,
            Map<String, Map<String, String>> answers,
            Stage stage)
            throws TemplateException {
        for (Dialect.Step step : steps) {
            MessageContext context = context(secure, type, full, answers, stage);
            if (messages.has(step, context, mapping)) {
                messages.render(context, mapping, step, "https://rehearsal.invalid/");
                proof(step.answer(), context);
                answers.put(step.message(), full ? new Rehearsal.AnyAnswer() : Rehearsal.approval(step.answer()));
            }
        }
    }

    private void page(Dialect.Page page, MessageContext context) throws TemplateException {
        if (!messages.holds(page.when(), context, mapping)) {
            return;
        }
        for (Template template : new Template[] {page.action(), page.embedded()}) {
            if (template != null) {
                messages.text(template, context, mapping);
            }
        }
        if (page.form() != null) {
            messages.fields(context, mapping, page.form(), messages.moment(), false);
        }
    }

    private void proof(Dialect.AnswerRules rules, MessageContext context) throws TemplateException {
        for (Dialect.Verification verification : rules.verified()) {
            messages.expected(verification.expected(), context, mapping, new Rehearsal.AnyAnswer(), new byte[0]);
        }
        for (Dialect.Signature signature : rules.signed()) {
            for (Template template : signature.expected()) {
                messages.expected(template, context, mapping, new Rehearsal.AnyAnswer(), new byte[0]);
            }
            if (signature.optional() != null) {
                messages.expected(signature.optional(), context, mapping, new Rehearsal.AnyAnswer(), new byte[0]);
            }
        }
    }

    private MessageContext context(
            Secure secure, OperationType type, boolean full, Map<String, Map<String, String>> answers, Stage stage) {
        MessageContext plain = Rehearsal.context(mapping, type, secure, List.of(), full, answers);
        boolean card = stage == Stage.START && secure != Secure.THREE_D_HOST
                || full
                        && stage != Stage.START
                        && mapping.dialect().models().get(secure).keepCard() != null;
        return new MessageContext(
                plain.account(),
                plain.payment(),
                plain.operation(),
                plain.earlier(),
                card ? plain.card() : null,
                answers,
                stage,
                SESSION);
    }
}
