package org.sanalpos.hub.mapping;

import freemarker.template.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sanalpos.hub.payment.Operation;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.Result;
import org.sanalpos.hub.payment.ResultCode;

/** All banks with their dialects, checked. Says what to send to a bank and what its answer means; knows none by name. */
public final class BankMappings {
    private final Map<String, BankMapping> banks;
    private final CodeTable shared;
    private final Messages messages;
    private final AnswerReader reader;
    private final BrowserPages pages;

    BankMappings(Map<String, BankMapping> banks, CodeTable shared, Messages messages) {
        this.banks = banks;
        this.shared = shared;
        this.messages = messages;
        this.reader = new AnswerReader(messages);
        this.pages = new BrowserPages(messages);
    }

    public BankCatalogue catalogue() {
        return new BankCatalogue(banks.values().stream().map(BankMapping::bank).toList());
    }

    /** The number of round trips that an operation takes at its bank. */
    public int steps(MessageContext context) {
        return applicable(context).size();
    }

    /** Whether an operation stands without a step once the steps before it were approved. */
    public boolean optional(MessageContext context, int number) {
        return applicable(context).get(number).optional();
    }

    /** Characters of the hub's transaction code at a bank. */
    public int transactionCodeLength(String bank) {
        return mapping(bank).dialect().transactionCodeLength();
    }

    /**
     * The signed request of one step.
     *
     * @param number counts from 0
     * @param hubUrl the hub's own address, for the sandbox's banks
     * @throws IllegalStateException if the template fails on these values; nothing was sent then
     */
    public BankRequest request(MessageContext context, int number, String hubUrl) {
        BankMapping mapping = mapping(context.account().bank());
        Dialect.Step step = applicable(context).get(number);
        try {
            return messages.render(context, mapping, step, url(mapping.bank(), context.account(), step, hubUrl));
        } catch (TemplateException e) {
            throw unmade(mapping, step, e);
        }
    }

    private static IllegalStateException unmade(BankMapping mapping, Dialect.Step step, TemplateException e) {
        return new IllegalStateException(mapping.dialect().name() + "/" + step.message()
                + ": the message cannot be made, line " + e.getLineNumber());
    }

    /** What the answer to a step means. Never throws for anything that a bank may send. */
    public Reading read(MessageContext context, int number, BankReply.Answered reply) {
        Dialect.AnswerRules rules = applicable(context).get(number).answer();
        Reading reading = reader.read(context, mapping(context.account().bank()), rules, reply);
        boolean confirms = rules.inquiry() && context.operation().type() != OperationType.INQUIRY;
        return confirms ? confirmed(context, reading) : reading;
    }

    /** An inquiry that confirms what the bank said through the browser: anything but the same leaves it open. */
    private Reading confirmed(MessageContext context, Reading found) {
        Operation operation = context.operation();
        InquiredState charged =
                operation.type() == OperationType.PREAUTH ? InquiredState.AUTHORIZED : InquiredState.CAPTURED;
        boolean sameAmount = found.capturedMinor() == null
                || operation.type() == OperationType.PREAUTH
                || found.capturedMinor() == operation.amount().minor();
        if (found.state() == charged && sameAmount) {
            return found;
        }
        return found.with(
                Outcome.UNKNOWN,
                result(ResultCode.UNKNOWN, "The bank's inquiry does not confirm what came back through the browser"));
    }

    /**
     * The page that sends the browser to the bank.
     *
     * @param publicUrl the hub's address as browsers reach it, for the sandbox's banks
     * @param last the bank's answer to the last message before, or null
     * @throws IllegalStateException if the template fails on these values, or the answers so far do not make a page
     */
    public BrowserPage page(MessageContext context, String publicUrl, BankReply.Answered last) {
        BankMapping mapping = mapping(context.account().bank());
        try {
            return pages.page(context, mapping, step -> url(mapping.bank(), context.account(), step, publicUrl), last);
        } catch (TemplateException e) {
            throw new IllegalStateException(mapping.dialect().name() + ": the form cannot be made, line "
                    + e.getLineNumber() + " of " + e.getTemplateSourceName());
        }
    }

    /**
     * What the browser brought back. Never throws for anything that may come; {@link Outcome#UNKNOWN} for what is not the bank's, or not
     * about this payment.
     */
    public Reading callback(MessageContext context, BankReply.Answered back) {
        BankMapping mapping = mapping(context.account().bank());
        return reader.read(context, mapping, model(context, mapping).callback(), back);
    }

    /** Whether the card is needed after the browser came back. */
    public boolean keepsCard(MessageContext context) {
        BankMapping mapping = mapping(context.account().bank());
        Dialect.Model model = model(context, mapping);
        try {
            return model.keepCard() != null && messages.holds(model.keepCard(), context, mapping);
        } catch (TemplateException e) {
            throw new IllegalStateException(mapping.dialect().name() + ": keepCard fails");
        }
    }

    private static Dialect.Model model(MessageContext context, BankMapping mapping) {
        return mapping.dialect().models().get(context.payment().secure());
    }

    /** Whether a dialect's tables or the shared one know a bank's code. */
    public boolean knows(String bank, String bankCode) {
        return mapping(bank).dialect().codes().knows(bankCode);
    }

    /** A result that the hub itself gives, with the words of its category. */
    public Result result(ResultCode code, String note) {
        return shared.of(code, null, note);
    }

    private static String url(Bank bank, Account account, Dialect.Step step, String hubUrl) {
        String url = account.endpoints().get(step.endpoint());
        if (url == null) {
            url = bank.endpoints().getOrDefault(account.environment(), Map.of()).get(step.endpoint());
        }
        if (url == null) {
            throw new IllegalStateException(
                    bank.code() + " has no endpoint '" + step.endpoint() + "' for " + account.environment());
        }
        String full = url.startsWith("/") ? hubUrl + url : url;
        return step.path() == null || full.endsWith(step.path()) ? full : full.replaceFirst("/+$", "") + step.path();
    }

    /** The steps of an operation that its payment's history asks for. */
    private List<Dialect.Step> applicable(MessageContext context) {
        BankMapping mapping = mapping(context.account().bank());
        List<Dialect.Step> steps = new ArrayList<>();
        for (Dialect.Step step : steps(context, mapping)) {
            try {
                if (messages.has(step, context, mapping)) {
                    steps.add(step);
                }
            } catch (TemplateException e) {
                throw unmade(mapping, step, e);
            }
        }
        return steps;
    }

    private static List<Dialect.Step> steps(MessageContext context, BankMapping mapping) {
        return switch (context.stage()) {
            case OPERATION ->
                mapping.dialect().operations().getOrDefault(context.operation().type(), List.of());
            case START -> model(context, mapping).start();
            case VERIFY -> model(context, mapping).verify();
            case COMPLETE -> model(context, mapping).complete();
        };
    }

    private BankMapping mapping(String bank) {
        BankMapping mapping = banks.get(bank);
        if (mapping == null) {
            throw new IllegalStateException("no bank '" + bank + "' in bank-mappings");
        }
        return mapping;
    }
}
