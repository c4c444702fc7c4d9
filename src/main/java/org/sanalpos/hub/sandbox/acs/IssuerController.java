package org.sanalpos.hub.sandbox.acs;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.sanalpos.hub.sandbox.TestCards;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * The page of the cardholder's bank: a code to type, and buttons for all that can become of it. On a hosted payment it asks for the card
 * first. It can change a field of the way back, for the curious and for tests.
 */
@Controller
@ConditionalOnProperty(name = "sanalpos.sandbox", havingValue = "true")
public class IssuerController {
    /** The code that every cardholder of the sandbox gets by SMS. */
    public static final String CODE = "123456";

    private static final DateTimeFormatter EXPIRY = DateTimeFormatter.ofPattern("MM/yy", Locale.ROOT);

    private final Challenges challenges;
    private final BankPages pages;

    public IssuerController(Challenges challenges, BankPages pages) {
        this.challenges = challenges;
        this.pages = pages;
    }

    /** Shows the page; a gate sends the browser here by a form or a link. */
    @GetMapping("/sandbox/{bank}/acs/{id}")
    public void show(@PathVariable("bank") String bank, @PathVariable("id") String id, HttpServletResponse response)
            throws IOException {
        BankPages.send(
                response, 200, pages.issuer(path(bank, id), find(bank, id).challenge(), ""));
    }

    @PostMapping("/sandbox/{bank}/acs/{id}")
    public void arrive(@PathVariable("bank") String bank, @PathVariable("id") String id, HttpServletResponse response)
            throws IOException {
        show(bank, id, response);
    }

    /**
     * Ends the page.
     *
     * @param outcome the button: {@code code} looks at the typed code; {@code success}, {@code wrong_code}, {@code cancel},
     *     {@code attempt} and {@code timeout} do not
     * @param tamper name of a field of the way back that is to be changed, empty for none
     * @param tamperWith its new value; {@code (none)} takes the field away
     */
    @PostMapping("/sandbox/{bank}/acs/{id}/end")
    public void end(
            @PathVariable("bank") String bank,
            @PathVariable("id") String id,
            @RequestParam("outcome") String outcome,
            @RequestParam(name = "code", defaultValue = "") String code,
            @RequestParam(name = "pan", defaultValue = "") String pan,
            @RequestParam(name = "expiry", defaultValue = "") String expiry,
            @RequestParam(name = "cvv", defaultValue = "") String cvv,
            @RequestParam(name = "tamper", defaultValue = "") String tamper,
            @RequestParam(name = "tamperWith", defaultValue = "") String tamperWith,
            HttpServletResponse response)
            throws IOException {
        Challenges.Open open = find(bank, id);
        CardOnPage card = null;
        if (open.challenge().asksForCard() && !outcome.equals("cancel")) {
            Optional<CardOnPage> typed = card(pan, expiry, cvv);
            if (typed.isEmpty()) {
                BankPages.send(
                        response,
                        200,
                        pages.issuer(
                                path(bank, id), open.challenge(), "Kart bilgileri hatalı / Card details are wrong"));
                return;
            }
            card = typed.get();
        }
        Landing landing = open.end(how(outcome, code), card);
        if (!tamper.isEmpty()) {
            landing = landing.tampered(tamper, tamperWith.equals("(none)") ? null : tamperWith);
        }
        BankPages.send(response, 200, pages.forward(landing));
    }

    private static Authentication how(String outcome, String code) {
        return switch (outcome) {
            case "code" -> code.equals(CODE) ? Authentication.FULL : Authentication.WRONG_CODE;
            case "success" -> Authentication.FULL;
            case "wrong_code" -> Authentication.WRONG_CODE;
            case "cancel" -> Authentication.CANCELLED;
            case "attempt" -> Authentication.ATTEMPT;
            case "timeout" -> Authentication.TIMED_OUT;
            default -> throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "No such outcome");
        };
    }

    private static Optional<CardOnPage> card(String pan, String expiry, String cvv) {
        String digits = pan.replace(" ", "");
        if (!digits.matches("[0-9]{13,19}") || !TestCards.luhn(digits) || !cvv.matches("[0-9]{3,4}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CardOnPage(digits, YearMonth.parse(expiry.strip(), EXPIRY), cvv));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Challenges.Open find(String bank, String id) {
        return challenges
                .find(bank, id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No such challenge"));
    }

    private static String path(String bank, String id) {
        return "/sandbox/" + bank + "/acs/" + id;
    }
}
