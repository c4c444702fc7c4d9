package org.sanalpos.hub.mapping;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Secure;

/**
 * One bank of the catalogue, its own file laid over its dialect's.
 *
 * @param code lower-case code of the contract
 * @param eftCode the bank's four digits in the EFT system
 * @param operations what can be asked of it
 * @param secure the 3-D Secure models that the hub can use with it, {@link Secure#NONE} included
 * @param models what the hub must know of each 3-D Secure model
 * @param currencies ISO 4217 codes
 * @param installments the largest number of installments that its messages can carry
 * @param endpoints URL by key by environment ({@code production}, {@code test}; {@code sandbox} as a path below the hub's own address)
 * @param credentials what a definition must hold, in the order in which to ask for it
 * @param profile the bank's own values for the dialect's templates
 * @param unsupported for operations that the bank does not have, what to do instead
 */
public record Bank(
        String code,
        String name,
        String eftCode,
        String dialect,
        Set<OperationType> operations,
        Set<Secure> secure,
        Map<Secure, ThreeDModel> models,
        Set<String> currencies,
        int installments,
        Map<String, Map<String, String>> endpoints,
        List<CredentialField> credentials,
        Timeouts timeouts,
        Map<String, String> profile,
        Limits limits,
        Reversal reversal,
        Recovery recovery,
        Check check,
        Map<OperationType, String> unsupported,
        Notes notes) {

    /** Why an operation that the bank does not have is refused, and what to do instead where that is known. */
    public String lacks(OperationType operation) {
        String instead = unsupported.get(operation);
        return name + " has no " + operation.code() + (instead == null ? "" : ": " + instead);
    }

    /**
     * What payments its messages can carry.
     *
     * @param minAmount smallest amount of a payment, major units
     * @param maxAmount largest amount of a payment, major units; null for no limit
     * @param installmentCurrencies ISO 4217 codes in which installments are possible
     * @param moto operations that can be mail or telephone orders
     */
    public record Limits(
            BigDecimal minAmount, BigDecimal maxAmount, Set<String> installmentCurrencies, Set<OperationType> moto) {}

    /**
     * When money is given back by a void and when by a refund.
     *
     * @param zone the bank's time
     * @param dayEnd when the bank closes the day
     * @param refundBeforeDayEnd whether it takes a refund on the day of the payment
     * @param voidTooLate its codes for a void that must be a refund
     * @param refundTooEarly its codes for a refund that must be a void
     */
    public record Reversal(
            ZoneId zone,
            LocalTime dayEnd,
            boolean refundBeforeDayEnd,
            Set<String> voidTooLate,
            Set<String> refundTooEarly) {

        /** Whether two moments lie in one day of the bank's books, as far as the clock can tell. */
        public boolean sameDay(Instant one, Instant other) {
            return day(one).equals(day(other));
        }

        private LocalDate day(Instant moment) {
            return moment.atZone(zone).minusNanos(dayEnd.toNanoOfDay()).toLocalDate();
        }

        /** Whether the bank's code says that the other of the two would have been right: a refund for a void, a void for a refund. */
        public boolean isWrongWay(OperationType tried, String bankCode) {
            return bankCode != null
                    && switch (tried) {
                        case VOID -> names(voidTooLate, bankCode);
                        case REFUND -> names(refundTooEarly, bankCode);
                        default -> false;
                    };
        }

        /** Whether a code is in a list, in which an asterisk at the end stands for all codes that begin so. */
        private static boolean names(Set<String> codes, String bankCode) {
            return codes.stream()
                    .anyMatch(code -> code.endsWith("*")
                            ? bankCode.startsWith(code.substring(0, code.length() - 1))
                            : code.equals(bankCode));
        }
    }

    /**
     * When the bank is asked what became of a payment whose answer was lost.
     *
     * @param grace after this time "not known" means that it will never be, as nothing can still be on its way
     * @param pauses after each question; the last one repeats
     * @param longest after this time what is still open is left to people
     */
    public record Recovery(Duration grace, List<Duration> pauses, Duration longest) {
        public static final Recovery DEFAULT = new Recovery(
                Duration.ofMinutes(15),
                List.of(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(15),
                        Duration.ofHours(1),
                        Duration.ofHours(2),
                        Duration.ofHours(4)),
                Duration.ofDays(3));
    }

    /**
     * Which of the bank's codes tell what is wrong with a definition; one code may tell of several things.
     *
     * @param credentials user, password, merchant or terminal
     * @param signature the key with which messages are signed
     * @param ip the hub's address is not the one that was told to the bank
     * @param seenIp paths at which refusals name the address that the bank saw
     */
    public record Check(Set<String> credentials, Set<String> signature, Set<String> ip, List<String> seenIp) {}

    /** Remarks for people: what is odd about the bank, what to ask it for, and what no public source shows. */
    public record Notes(List<String> quirks, List<String> askFor, List<String> unverified) {}

    /** Limits of one call: to connect, between two bytes of the answer, and in all. */
    public record Timeouts(Duration connect, Duration answer, Duration total) {}
}
