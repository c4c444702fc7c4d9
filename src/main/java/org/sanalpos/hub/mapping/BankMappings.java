package org.sanalpos.hub.mapping;

import freemarker.template.TemplateException;
import java.util.List;
import java.util.Map;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Result;
import org.sanalpos.hub.payment.ResultCode;

/** All banks with their dialects, checked. Says what to send to a bank and what its answer means; knows none by name. */
public final class BankMappings {
    private final Map<String, BankMapping> banks;
    private final CodeTable shared;
    private final Messages messages;
    private final AnswerReader reader = new AnswerReader();

    BankMappings(Map<String, BankMapping> banks, CodeTable shared, Messages messages) {
        this.banks = banks;
        this.shared = shared;
        this.messages = messages;
    }

    public BankCatalogue catalogue() {
        return new BankCatalogue(banks.values().stream().map(BankMapping::bank).toList());
    }

    /** The number of round trips that an operation takes at a bank. */
    public int steps(String bank, OperationType type) {
        return step(bank, type).size();
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
        Dialect.Step step =
                step(context.account().bank(), context.operation().type()).get(number);
        try {
            return messages.render(
                    context, mapping, step, url(mapping.bank(), context.account(), step.endpoint(), hubUrl));
        } catch (TemplateException e) {
            throw new IllegalStateException(mapping.dialect().name() + "/" + step.message()
                    + ": the message cannot be made, line " + e.getLineNumber());
        }
    }

    /** The name of a step's message. */
    public String message(String bank, OperationType type, int number) {
        return step(bank, type).get(number).message();
    }

    /** What the answer to a step means. Never throws for anything that a bank may send. */
    public Reading read(MessageContext context, int number, BankReply.Answered reply) {
        Dialect.Step step =
                step(context.account().bank(), context.operation().type()).get(number);
        return reader.read(context, mapping(context.account().bank()), step.answer(), reply);
    }

    /** Whether a dialect's tables or the shared one know a bank's code. */
    public boolean knows(String bank, String bankCode) {
        return mapping(bank).dialect().codes().knows(bankCode);
    }

    /** A result that the hub itself gives, with the words of its category. */
    public Result result(ResultCode code, String note) {
        return shared.of(code, null, note);
    }

    private static String url(Bank bank, Account account, String endpoint, String hubUrl) {
        String own = account.endpoints().get(endpoint);
        if (own != null) {
            return own;
        }
        String url =
                bank.endpoints().getOrDefault(account.environment(), Map.of()).get(endpoint);
        if (url == null) {
            throw new IllegalStateException(
                    bank.code() + " has no endpoint '" + endpoint + "' for " + account.environment());
        }
        return url.startsWith("/") ? hubUrl + url : url;
    }

    private List<Dialect.Step> step(String bank, OperationType type) {
        return mapping(bank).dialect().operations().getOrDefault(type, List.of());
    }

    private BankMapping mapping(String bank) {
        BankMapping mapping = banks.get(bank);
        if (mapping == null) {
            throw new IllegalStateException("no bank '" + bank + "' in bank-mappings");
        }
        return mapping;
    }
}
