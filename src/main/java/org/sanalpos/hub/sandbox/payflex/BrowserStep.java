package org.sanalpos.hub.sandbox.payflex;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import org.sanalpos.hub.sandbox.Amounts;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.XmlText;

/**
 * What the MPI gives the merchant's page to send, and takes from the browser: PaReq, TermUrl and MD. Cards of Troy go by the switch of
 * the Turkish banks, whose PaReq is a whole page that posts itself, and have no TermUrl.
 *
 * @param termUrl empty if there is none
 * @param page the page of a Troy card, empty for others
 * @param block the PAReq itself
 */
record BrowserStep(String paReq, String acsUrl, String termUrl, String page, String block) {

    private static final Set<String> FIELDS = Set.of("PaReq", "TermUrl", "MD");

    /**
     * Makes the step of an enrollment.
     *
     * @param gateway address of the gateway, without a slash at its end
     */
    static BrowserStep of(Enrollment enrollment, String gateway) {
        String block = block(enrollment);
        String acsUrl = gateway + "/startThreeDFlow";
        if (TestCards.brand(enrollment.pan()).filter("TROY"::equals).isEmpty()) {
            return new BrowserStep(block, acsUrl, gateway + "/PARes", "", block);
        }
        String page = page(gateway + "/goThreeDFlow", enrollment.md(), block);
        return new BrowserStep(base64(page), acsUrl, "", page, block);
    }

    /** Tells whether a browser has brought what it was given; a page is to be posted as it says, or in base64url. */
    boolean isBroughtBy(FlatForm form) {
        String expected = page.isEmpty()
                ? paReq
                : Base64.getUrlEncoder().withoutPadding().encodeToString(page.getBytes(StandardCharsets.UTF_8));
        return form.strange(FIELDS).isEmpty()
                && form.text("PaReq").equals(expected)
                && (termUrl.isEmpty()
                        ? !form.present("TermUrl")
                        : form.text("TermUrl").equals(termUrl));
    }

    /** Tells whether a browser has brought what the page of a Troy card makes it bring. */
    boolean isBroughtByPage(FlatForm form) {
        return !page.isEmpty()
                && form.strange(Set.of("MD", "PaReq")).isEmpty()
                && form.text("PaReq").equals(block);
    }

    private static String page(String action, String md, String block) {
        return "\r\n<!DOCTYPE html>\r\n<html><head><meta charset=\"utf-8\"><title>GO</title></head>\r\n"
                + "<body onload=\"document.forms[0].submit()\">\r\n"
                + "<form method=\"POST\" action=\"" + action + "\">\r\n"
                + "<input type=\"hidden\" name=\"MD\" value=\"" + md + "\">\r\n"
                + "<input type=\"hidden\" name=\"PaReq\" value=\"" + block + "\">\r\n"
                + "</form>\r\n</body></html>\r\n";
    }

    /** Writes a PAReq as a compressed block of base64. The card is not in it, so that no page has its number. */
    private static String block(Enrollment enrollment) {
        String xml = "<ThreeDSecure><Message id=\"" + enrollment.md() + "\"><PAReq><version>1.0.2</version>"
                + XmlText.element("merID", enrollment.store().credential("merchantId"))
                + XmlText.element("xid", enrollment.requestId())
                + XmlText.element("amount", Amounts.plain(enrollment.money().minorUnits()))
                + XmlText.element("currency", enrollment.money().code())
                + "</PAReq></Message></ThreeDSecure>";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(xml.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
