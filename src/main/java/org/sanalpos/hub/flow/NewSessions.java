package org.sanalpos.hub.flow;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.sanalpos.hub.payment.Browser;
import org.sanalpos.hub.payment.Operation;
import org.sanalpos.hub.payment.Payment;
import org.sanalpos.hub.payment.PaymentRequest;
import org.sanalpos.hub.payment.ThreeDSession;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.settings.HubAddress;
import org.sanalpos.hub.settings.HubNode;
import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.virtualpos.Companies;
import org.springframework.stereotype.Component;

/** Makes the way through 3-D Secure of a payment that begins. */
@Component
class NewSessions {
    private static final int ID_BYTES = 16;

    private final Companies companies;
    private final HubAddress address;
    private final HubSettings settings;
    private final HubNode node;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    NewSessions(Companies companies, HubAddress address, HubSettings settings, HubNode node, Clock clock) {
        this.companies = companies;
        this.address = address;
        this.settings = settings;
        this.node = node;
        this.clock = clock;
    }

    /** @throws ProblemException 422 if the company does not let browsers be sent to the request's {@code returnUrl} */
    ThreeDSession of(Payment payment, Operation operation, PaymentRequest request) {
        String returnUrl = request.returnUrl();
        if (returnUrl != null
                && companies
                        .find(payment.company())
                        .filter(company -> company.settings().allowsReturnTo(returnUrl))
                        .isEmpty()) {
            throw ProblemException.refused("returnUrl", "is not among the returnUrls of company " + payment.company());
        }
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        Instant now = clock.instant();
        return new ThreeDSession(
                id,
                payment.id(),
                operation.id(),
                ThreeDSession.State.PREPARING,
                address.publicUrl() + "/3ds/" + id,
                returnUrl,
                language(payment.customer().browser()),
                node.id(),
                Map.of(),
                now,
                now.plus(Duration.ofMinutes(settings.threeD().expireMinutes())));
    }

    private static String language(Browser browser) {
        String language = browser.language() == null ? "" : browser.language().toLowerCase(Locale.ROOT);
        return language.startsWith("en") ? "en" : "tr";
    }
}
