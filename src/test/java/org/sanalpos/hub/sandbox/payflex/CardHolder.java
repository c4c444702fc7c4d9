package org.sanalpos.hub.sandbox.payflex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.sanalpos.hub.WebPage;

/** The browser of a card holder, from the merchant's page to the merchant's page. */
final class CardHolder {

    private CardHolder() {}

    /** Posts what the enrollment gave out, and returns the issuer's page. */
    static WebPage.Form challenged(Answer enrollment) {
        return browserForm(enrollment).submit().form().submit().form();
    }

    /** The form that the merchant's page makes of an enrollment. */
    static WebPage.Form browserForm(Answer enrollment) {
        WebPage.Form form = new WebPage.Form(
                false, enrollment.get("ACSUrl"), Map.of("PaReq", enrollment.get("PaReq"), "MD", enrollment.get("MD")));
        return form.with("TermUrl", enrollment.get("TermUrl"));
    }

    /** Ends the issuer's page by one of its buttons, and returns what is sent to the merchant. */
    static WebPage.Form end(WebPage.Form issuer, String outcome) {
        WebPage page = issuer.with("outcome", outcome).submit();
        assertThat(page.status()).isEqualTo(200);
        return page.form();
    }
}
