package org.sanalpos.hub.threeds;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.sanalpos.hub.mapping.BrowserPage;
import org.sanalpos.hub.payment.BankCall;
import org.sanalpos.hub.payment.Ids;
import org.sanalpos.hub.payment.Ledger;
import org.sanalpos.hub.payment.Payment;
import org.sanalpos.hub.payment.PaymentStatus;
import org.sanalpos.hub.payment.ThreeDSession;
import org.sanalpos.hub.payment.ThreeDSession.State;
import org.sanalpos.hub.payment.ThreeDSessions;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.virtualpos.Companies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** The addresses that browsers come to: the hub's page on their way to the bank, and the bank's callback on their way back. */
@Controller
class ThreeDController {
    private static final Logger LOG = LoggerFactory.getLogger(ThreeDController.class);
    private static final int LARGEST_FORM = 256 * 1024;
    private static final int LOOK_AGAIN_SECONDS = 3;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ThreeDSessions sessions;
    private final Ledger ledger;
    private final HeldPages held;
    private final ThreeDExpiry expiry;
    private final HubPages pages;
    private final ReturnAddress addresses;
    private final Companies companies;
    private final ProducerTemplate flow;
    private final Ids ids;
    private final Clock clock;

    ThreeDController(
            ThreeDSessions sessions,
            Ledger ledger,
            HeldPages held,
            ThreeDExpiry expiry,
            HubPages pages,
            ReturnAddress addresses,
            Companies companies,
            ProducerTemplate flow,
            Ids ids,
            Clock clock) {
        this.sessions = sessions;
        this.ledger = ledger;
        this.held = held;
        this.expiry = expiry;
        this.pages = pages;
        this.addresses = addresses;
        this.companies = companies;
        this.flow = flow;
        this.ids = ids;
        this.clock = clock;
    }

    /** A look at the address that must not use the page up. */
    @RequestMapping(path = "/3ds/{id}", method = RequestMethod.HEAD)
    void look(@PathVariable("id") String id, HttpServletResponse response) {
        response.setStatus(sessions.find(id).isPresent() ? 200 : 404);
        response.setHeader("Cache-Control", "no-store");
    }

    /** Sends the browser to the bank, once; after that it shows where the payment stands. */
    @GetMapping("/3ds/{id}")
    void page(@PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<ThreeDSession> found = sessions.find(id);
        if (found.isEmpty()) {
            pages.missing(response, 404);
            return;
        }
        ThreeDSession session = found.get();
        if (isPrefetch(request)) {
            response.setStatus(204);
            response.setHeader("Cache-Control", "no-store");
            return;
        }
        boolean first = session.state() == State.WAITING && sessions.show(id, clock.instant());
        if (first) {
            Optional<BrowserPage> page = held.page(session);
            if (page.isPresent()) {
                show(session, page.get(), response);
                return;
            }
            LOG.warn("The page of payment {} is lost: its node has stopped", session.paymentId());
        }
        boolean late = sessions.find(id)
                .filter(now -> now.state() == State.WAITING)
                .filter(now -> !now.expiresAt().isAfter(clock.instant()))
                .isPresent();
        if (first || late) {
            expiry.notShown(session);
        }
        status(session, response);
    }

    /** The bank's callback as a form. */
    @PostMapping("/3ds/{id}/callback")
    void returned(@PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        byte[] form = request.getInputStream().readNBytes(LARGEST_FORM + 1);
        if (form.length > LARGEST_FORM) {
            pages.missing(response, 413);
            return;
        }
        returned(new BrowserReturn(id, false, form), response);
    }

    /** The bank's callback as a link; without parameters somebody only looks again. */
    @GetMapping("/3ds/{id}/callback")
    void linked(@PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (isPrefetch(request) || request.getQueryString() == null) {
            response.setStatus(303);
            response.setHeader(
                    "Location", sessions.find(id).map(ThreeDSession::pageUrl).orElse("/3ds/" + id));
            return;
        }
        byte[] query = request.getQueryString().getBytes(StandardCharsets.ISO_8859_1);
        returned(new BrowserReturn(id, true, query), response);
    }

    private void returned(BrowserReturn came, HttpServletResponse response) throws IOException {
        try {
            flow.requestBody("direct:three-d-return", came);
        } catch (CamelExecutionException e) {
            if (!(e.getCause() instanceof ProblemException)) {
                LOG.error("A 3-D Secure callback failed", e.getCause());
            }
        }
        Optional<ThreeDSession> found = sessions.find(came.sessionId());
        if (found.isEmpty()) {
            pages.missing(response, 404);
            return;
        }
        ThreeDSession session = found.get();
        Payment payment = settled(session);
        boolean decided =
                payment.status() != PaymentStatus.REQUIRES_ACTION && payment.status() != PaymentStatus.PROCESSING;
        response.setStatus(303);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                "Location",
                decided && session.returnUrl() != null
                        ? addresses.of(payment, session.returnUrl())
                        : session.pageUrl());
    }

    /** The payment, when another callback that was first has been carried out. */
    private Payment settled(ThreeDSession session) {
        // Not by the clock, which may be set while somebody waits.
        long giveUp = System.nanoTime() + LONGEST_WAIT.toNanos();
        Payment payment = ledger.find(session.paymentId()).orElseThrow();
        while (payment.status() == PaymentStatus.PROCESSING && System.nanoTime() - giveUp < 0) {
            LockSupport.parkNanos(PAUSE.toNanos());
            payment = ledger.find(session.paymentId()).orElseThrow();
        }
        return payment;
    }

    private void show(ThreeDSession session, BrowserPage page, HttpServletResponse response) throws IOException {
        List<String> frames = frames(session);
        if (page instanceof BrowserPage.Form form) {
            Instant now = clock.instant();
            ledger.sending(new BankCall(
                    ids.next(),
                    session.operationId(),
                    form.message(),
                    form.action(),
                    form.shown(),
                    now,
                    "browser",
                    null,
                    null,
                    now));
            pages.form(response, form, session.language(), frames);
        } else {
            pages.relay(response, (BrowserPage.Relay) page, frames);
        }
    }

    private void status(ThreeDSession session, HttpServletResponse response) throws IOException {
        Payment payment = ledger.find(session.paymentId()).orElseThrow();
        boolean open =
                payment.status() == PaymentStatus.REQUIRES_ACTION || payment.status() == PaymentStatus.PROCESSING;
        String back = session.returnUrl() == null || open ? null : addresses.of(payment, session.returnUrl());
        pages.result(
                response,
                payment.status().code(),
                amount(payment),
                back,
                open ? LOOK_AGAIN_SECONDS : 0,
                session.language(),
                frames(session));
    }

    private static String amount(Payment payment) {
        return String.format(
                Locale.ROOT,
                "%s %s",
                payment.amount().decimal(),
                payment.amount().currency().getCurrencyCode());
    }

    /** The shops that may show the pages in a frame. */
    private List<String> frames(ThreeDSession session) {
        Payment payment = ledger.find(session.paymentId()).orElseThrow();
        List<String> frames = new ArrayList<>(companies
                .find(payment.company())
                .map(company -> company.settings().returnUrls())
                .orElse(List.of()));
        if (session.returnUrl() != null) {
            frames.add(session.returnUrl());
        }
        return frames;
    }

    /** Browsers that load a page before anybody asks for it say so. */
    private static boolean isPrefetch(HttpServletRequest request) {
        return "prefetch".equals(request.getHeader("Purpose"))
                || String.valueOf(request.getHeader("Sec-Purpose")).startsWith("prefetch");
    }
}
