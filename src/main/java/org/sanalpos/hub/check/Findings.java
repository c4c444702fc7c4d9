package org.sanalpos.hub.check;

import static org.sanalpos.hub.check.CheckItem.State.FAILED;
import static org.sanalpos.hub.check.CheckItem.State.OK;
import static org.sanalpos.hub.check.CheckItem.State.UNKNOWN;
import static org.sanalpos.hub.check.CheckItem.Subject.ADDRESS;
import static org.sanalpos.hub.check.CheckItem.Subject.ANSWER;
import static org.sanalpos.hub.check.CheckItem.Subject.CREDENTIALS;
import static org.sanalpos.hub.check.CheckItem.Subject.IP;
import static org.sanalpos.hub.check.CheckItem.Subject.SIGNATURE;
import static org.sanalpos.hub.check.CheckItem.Subject.TLS;

import java.net.URI;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.sanalpos.hub.check.CheckItem.State;
import org.sanalpos.hub.check.CheckItem.Subject;
import org.sanalpos.hub.mapping.Bank;
import org.sanalpos.hub.mapping.BankReply;
import org.sanalpos.hub.mapping.BankRequest;
import org.sanalpos.hub.mapping.Reading;
import org.sanalpos.hub.payment.ResultCode;
import org.sanalpos.hub.virtualpos.VirtualPos;

/** What the end of one question to a bank tells of each thing that must be right. */
final class Findings {
    private final Bank bank;
    private final VirtualPos pos;
    private final URI url;
    private final boolean publicHost;
    private final BankReply reply;
    private final Reading reading;
    private final Map<Subject, CheckItem> items = new EnumMap<>(Subject.class);

    /** @param reading null if there was no answer */
    Findings(Bank bank, VirtualPos pos, BankRequest request, BankReply reply, Reading reading) {
        this.bank = bank;
        this.pos = pos;
        this.url = URI.create(request.url());
        this.publicHost = request.publicHost();
        this.reply = reply;
        this.reading = reading;
    }

    CheckReport report(long durationMs) {
        String seenIp = reading == null ? null : seenIp();
        if (reply instanceof BankReply.NotSent notSent) {
            notSent(notSent);
        } else {
            say(ADDRESS, OK, "address.ok", url.getHost());
            say(TLS, OK, "https".equals(url.getScheme()) ? "tls.ok" : "tls.unused", url.getHost());
            if (reading == null) {
                say(ANSWER, FAILED, "answer.none", ((BankReply.Lost) reply).reason());
                say(IP, UNKNOWN, "ip.silence", ip());
            } else if (!reading.believed()) {
                say(ANSWER, FAILED, "answer.foreign", reading.result().bankMessage());
            } else {
                say(ANSWER, OK, "answer.ok", bank.name());
                answered(seenIp);
            }
        }
        for (Subject subject : Subject.values()) {
            if (!items.containsKey(subject)) {
                say(subject, UNKNOWN, "unknown");
            }
        }
        boolean ok = items.get(ANSWER).state() == OK
                && items.values().stream().noneMatch(item -> item.state() == FAILED)
                && items.get(CREDENTIALS).state() == OK;
        return new CheckReport(
                ok,
                url.toString(),
                List.copyOf(items.values()),
                reading == null ? null : reading.result().bankCode(),
                reading == null ? null : reading.result().bankMessage(),
                seenIp,
                durationMs);
    }

    private void notSent(BankReply.NotSent notSent) {
        switch (notSent.obstacle()) {
            case ADDRESS -> say(ADDRESS, FAILED, publicHost ? "address.not-public" : "address.unknown", url.getHost());
            case REFUSED, CONNECTION -> {
                say(ADDRESS, FAILED, "address.refused", url.getHost(), notSent.reason());
                say(IP, UNKNOWN, "ip.silence", ip());
            }
            case TLS -> {
                say(ADDRESS, OK, "address.ok", url.getHost());
                say(TLS, FAILED, "tls.failed", url.getHost(), notSent.reason());
            }
            case BREAKER, LIMIT, HUB -> say(ADDRESS, UNKNOWN, "hub", notSent.reason());
        }
    }

    private void answered(String seenIp) {
        String code = reading.result().bankCode();
        Set<Subject> blamed = EnumSet.noneOf(Subject.class);
        if (code != null) {
            blame(blamed, bank.check().credentials(), code, CREDENTIALS);
            blame(blamed, bank.check().signature(), code, SIGNATURE);
            blame(blamed, bank.check().ip(), code, IP);
        }
        if (blamed.isEmpty() && reading.result().code() == ResultCode.CREDENTIALS_REJECTED) {
            blamed.add(CREDENTIALS);
        }
        if (reading.state() != null) {
            say(CREDENTIALS, OK, "credentials.ok");
            say(SIGNATURE, OK, "signature.ok");
            say(IP, OK, "ip.ok");
        } else if (blamed.isEmpty()) {
            String words = Objects.toString(reading.result().bankMessage(), "-");
            say(CREDENTIALS, UNKNOWN, "other", Objects.toString(code, "-"), words);
        } else {
            String more = blamed.size() == 1 ? ".failed" : ".one-of";
            String key = blamed.contains(CREDENTIALS) ? "credentials" : "signature";
            for (Subject subject : blamed) {
                say(subject, FAILED, subject == IP ? "ip.failed" : key + more, code, ip());
            }
        }
        if (seenIp != null && pos.outboundIp() != null && !seenIp.equals(pos.outboundIp())) {
            say(IP, FAILED, "ip.differs", seenIp, pos.outboundIp());
        }
    }

    private static void blame(Set<Subject> blamed, Set<String> codes, String code, Subject subject) {
        if (codes.contains(code)) {
            blamed.add(subject);
        }
    }

    private String seenIp() {
        return bank.check().seenIp().stream()
                .map(path -> reading.values().get(path))
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .orElse(null);
    }

    private String ip() {
        return pos.outboundIp() == null ? "?" : pos.outboundIp();
    }

    private void say(Subject subject, State state, String key, Object... values) {
        items.put(subject, new CheckItem(subject, state, CheckWords.of(key, values)));
    }
}
