package org.sanalpos.hub.mapping;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sanalpos.hub.mapping.DialectFile.CheckFile;
import org.sanalpos.hub.mapping.DialectFile.LimitsFile;
import org.sanalpos.hub.mapping.DialectFile.ReversalFile;
import org.sanalpos.hub.payment.OperationType;

/** Checks what a bank's file and its dialect's say of the bank's limits, and lays the one over the other. */
final class LimitsCompiler {
    private static final BigDecimal SMALLEST = new BigDecimal("0.01");

    private final YamlFile<BankFile> file;
    private final YamlFile<DialectFile> base;
    private final Dialect dialect;
    private final Set<String> currencies;
    private final Set<OperationType> operations;

    LimitsCompiler(
            YamlFile<BankFile> file,
            YamlFile<DialectFile> base,
            Dialect dialect,
            Set<String> currencies,
            Set<OperationType> operations) {
        this.file = file;
        this.base = base;
        this.dialect = dialect;
        this.currencies = currencies;
        this.operations = operations;
    }

    Bank.Limits limits() {
        boolean own = file.content().limits() != null;
        LimitsFile limits = own ? file.content().limits() : base.content().limits();
        YamlFile<?> owner = own ? file : base;
        if (limits == null) {
            return new Bank.Limits(SMALLEST, null, currencies, firsts());
        }
        BigDecimal min = amount(owner, "limits.minAmount", limits.minAmount(), SMALLEST);
        BigDecimal max = amount(owner, "limits.maxAmount", limits.maxAmount(), null);
        if (max != null && max.compareTo(min) < 0) {
            throw owner.problem("limits.maxAmount", max + ": expected at least minAmount, " + min);
        }
        Set<String> inInstallments = currencies;
        if (limits.installmentCurrencies() != null) {
            Set<String> known = dialect.currencies().keySet();
            if (!known.containsAll(limits.installmentCurrencies())) {
                throw owner.problem("limits.installmentCurrencies", "expected some of " + known);
            }
            inInstallments = new LinkedHashSet<>(limits.installmentCurrencies());
        }
        Set<OperationType> moto = firsts();
        if (limits.moto() != null) {
            moto = EnumSet.noneOf(OperationType.class);
            for (String name : limits.moto()) {
                OperationType type = DialectCompiler.operation(owner, "limits.moto", name);
                if (!type.first()) {
                    throw owner.problem("limits.moto", "'" + name + "': expected sale or preauth");
                }
                moto.add(type);
            }
        }
        return new Bank.Limits(min, max, inInstallments, moto);
    }

    private static Set<OperationType> firsts() {
        return EnumSet.of(OperationType.SALE, OperationType.PREAUTH);
    }

    private static BigDecimal amount(YamlFile<?> owner, String place, String text, BigDecimal absent) {
        if (text == null) {
            return absent;
        }
        try {
            BigDecimal amount = new BigDecimal(text);
            if (amount.signum() > 0) {
                return amount;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw owner.problem(place, "'" + text + "': expected an amount such as 100000.00");
    }

    Bank.Reversal reversal() {
        boolean own = file.content().reversal() != null;
        ReversalFile reversal = own ? file.content().reversal() : base.content().reversal();
        YamlFile<?> owner = own ? file : base;
        if (reversal == null) {
            return new Bank.Reversal(dialect.zone(), LocalTime.MIDNIGHT, true, Set.of(), Set.of());
        }
        LocalTime dayEnd;
        try {
            dayEnd = reversal.dayEnd() == null ? LocalTime.MIDNIGHT : LocalTime.parse(reversal.dayEnd());
        } catch (DateTimeException e) {
            throw owner.problem("reversal.dayEnd", "'" + reversal.dayEnd() + "': expected a time such as 00:00");
        }
        return new Bank.Reversal(
                dialect.zone(),
                dayEnd,
                !Boolean.FALSE.equals(reversal.refundBeforeDayEnd()),
                codes(owner, "reversal.voidTooLate", reversal.voidTooLate()),
                codes(owner, "reversal.refundTooEarly", reversal.refundTooEarly()));
    }

    Bank.Check check() {
        CheckFile check = base.content().check();
        if (check == null) {
            return new Bank.Check(Set.of(), Set.of(), Set.of(), List.of());
        }
        return new Bank.Check(
                codes(base, "check.credentials", check.credentials()),
                codes(base, "check.signature", check.signature()),
                codes(base, "check.ip", check.ip()),
                check.seenIp() == null ? List.of() : List.copyOf(check.seenIp()));
    }

    /** Codes of the dialect's table: a code that it does not have is a slip of the pen. */
    private Set<String> codes(YamlFile<?> owner, String place, List<String> codes) {
        if (codes == null) {
            return Set.of();
        }
        codes.stream().filter(code -> !dialect.codes().knows(code)).findFirst().ifPresent(code -> {
            throw owner.problem(place, "'" + code + "' stands in no code table");
        });
        return Set.copyOf(codes);
    }

    Map<OperationType, String> unsupported() {
        Map<String, String> written = new HashMap<>();
        if (base.content().unsupported() != null) {
            written.putAll(base.content().unsupported());
        }
        boolean own = file.content().unsupported() != null;
        if (own) {
            written.putAll(file.content().unsupported());
        }
        YamlFile<?> owner = own ? file : base;
        Map<OperationType, String> unsupported = new EnumMap<>(OperationType.class);
        written.forEach((name, instead) -> {
            OperationType type = DialectCompiler.operation(owner, "unsupported", name);
            if (operations.contains(type)) {
                throw owner.problem("unsupported." + name, "the bank has this operation");
            }
            unsupported.put(type, owner.required("unsupported." + name, instead));
        });
        return Map.copyOf(unsupported);
    }
}
