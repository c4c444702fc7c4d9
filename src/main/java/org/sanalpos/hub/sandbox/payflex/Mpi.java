package org.sanalpos.hub.sandbox.payflex;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sanalpos.hub.sandbox.Amounts;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.RequestText;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.acs.Authenticated;
import org.sanalpos.hub.sandbox.acs.Authentication;
import org.sanalpos.hub.sandbox.acs.Authentications;
import org.sanalpos.hub.sandbox.acs.Challenge;
import org.sanalpos.hub.sandbox.acs.Challenges;
import org.sanalpos.hub.sandbox.acs.Landing;
import org.sanalpos.hub.sandbox.acs.Participation;

/** The service that authenticates card holders. It moves no money and knows no orders. */
final class Mpi {

    private static final int XID_LENGTH = 20;

    private final SandboxStores stores;
    private final Enrollments enrollments;
    private final Authentications authentications;
    private final Issuer issuer;
    private final Challenges challenges;
    private final Map<Enrollment, BrowserStep> steps = new ConcurrentHashMap<>();
    private final Map<Enrollment, String> pages = new ConcurrentHashMap<>();

    Mpi(
            SandboxStores stores,
            Enrollments enrollments,
            Authentications authentications,
            Issuer issuer,
            Challenges challenges) {
        this.stores = stores;
        this.enrollments = enrollments;
        this.authentications = authentications;
        this.issuer = issuer;
        this.challenges = challenges;
    }

    /**
     * Answers an enrollment: where to send the browser, or why not.
     *
     * @param gateway address of the gateway, without a slash at its end
     */
    byte[] enroll(SandboxBank bank, HttpServletRequest request, String gateway) throws IOException {
        String md = Fields.newId();
        String requestId = "";
        try {
            FlatForm form = form(request);
            Store store = authenticate(bank, form);
            if (!form.has("VerifyEnrollmentRequestId")) {
                throw MpiProblem.REQUEST_ID_MISSING.refusal();
            }
            if (!form.matches("VerifyEnrollmentRequestId", "[A-Za-z0-9-]{1,40}")) {
                throw MpiProblem.INVALID_REQUEST.refusal("VerifyEnrollmentRequestId");
            }
            requestId = form.text("VerifyEnrollmentRequestId");
            // a refused request uses its id up too
            if (!enrollments.claim(bank, requestId)) {
                throw MpiProblem.REQUEST_ID_USED.refusal();
            }
            Enrollment enrollment = new EnrollmentForm(form).read(bank, store, requestId, md);
            Participation participation = TestCards.participation(enrollment.pan());
            if (participation != Participation.ENROLLED) {
                return MpiAnswers.of(enrollment, participation);
            }
            BrowserStep step = BrowserStep.of(enrollment, gateway);
            steps.put(enrollment, step);
            enrollments.keep(bank, enrollment);
            return MpiAnswers.of(enrollment, step);
        } catch (Problem.Refusal refusal) {
            return MpiAnswers.of(md, requestId, refusal);
        }
    }

    /**
     * Takes the browser that comes from the merchant's page, and returns the path of the issuer's page.
     *
     * @param byPage whether it comes by the page that is the PaReq of a Troy card
     * @return empty if it does not bring what the MPI has given out
     */
    Optional<String> start(SandboxBank bank, HttpServletRequest request, boolean byPage) throws IOException {
        try {
            FlatForm form = FlatForm.read(request);
            return enrollments
                    .findByMd(bank, form.text("MD"))
                    .filter(enrollment -> {
                        BrowserStep step = steps.get(enrollment);
                        return byPage ? step.isBroughtByPage(form) : step.isBroughtBy(form);
                    })
                    .map(enrollment -> page(bank, enrollment));
        } catch (RequestText.Unreadable e) {
            return Optional.empty();
        }
    }

    /** A browser that comes again, by its button for a page back, finds the issuer's page where it left it. */
    private String page(SandboxBank bank, Enrollment enrollment) {
        return pages.computeIfAbsent(
                enrollment,
                key -> challenges.begin(new Challenge(
                        bank.code(),
                        enrollment.store().credential("merchantId"),
                        Amounts.plain(enrollment.money().minorUnits()) + " "
                                + enrollment.money().currency(),
                        TestCards.card(enrollment.pan()).maskedPan(),
                        (how, card) -> end(bank, enrollment, how))));
    }

    private Landing end(SandboxBank bank, Enrollment enrollment, Authentication how) {
        Secured secured = issuer.vouch(enrollment.pan(), how);
        String xid = Fields.newId().substring(0, XID_LENGTH);
        Charge charge = new Charge(
                Kind.SALE,
                enrollment.pan(),
                enrollment.money().minorUnits(),
                enrollment.money().currency(),
                enrollment.instalments());
        authentications.keep(
                bank.code(),
                new Authenticated(
                        enrollment.requestId(),
                        enrollment.store().credential("merchantId"),
                        // the MPI is told of no order
                        "",
                        charge,
                        how,
                        secured.eci(),
                        secured.cavv(),
                        xid));
        return Landing.post(
                how.passed() ? enrollment.successUrl() : enrollment.failureUrl(),
                callback(enrollment, how, secured, xid));
    }

    private static Map<String, String> callback(
            Enrollment enrollment, Authentication how, Secured secured, String xid) {
        Store store = enrollment.store();
        boolean failed = !how.passed();
        MpiProblem problem = how == Authentication.TIMED_OUT ? MpiProblem.ACS_ERROR : MpiProblem.AUTHENTICATION_FAILED;
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("MerchantId", store.credential("merchantId"));
        fields.put("Pan", TestCards.card(enrollment.pan()).maskedPan());
        fields.put("Expiry", EnrollmentForm.yymm(enrollment.expiry()));
        fields.put("PurchAmount", String.valueOf(enrollment.money().minorUnits()));
        fields.put("PurchCurrency", enrollment.money().code());
        fields.put("VerifyEnrollmentRequestId", enrollment.requestId());
        fields.put("Xid", xid);
        fields.put("SessionInfo", enrollment.sessionInfo());
        fields.put("Status", how.transStatus());
        fields.put("Cavv", secured.cavv());
        fields.put("Eci", secured.eci());
        fields.put("ExpSign", "");
        fields.put("InstallmentCount", enrollment.instalments() == 1 ? "" : String.valueOf(enrollment.instalments()));
        fields.put("SubMerchantNo", "");
        fields.put("SubMerchantName", "");
        fields.put("SubMerchantNumber", "");
        fields.put("ErrorCode", failed ? problem.code() : "");
        fields.put("ErrorMessage", failed ? problem.text() : "");
        fields.put("MdStatus", mdStatus(how));
        fields.put("Hash", CallbackHash.of(fields, password(store)));
        return fields;
    }

    private static String mdStatus(Authentication how) {
        return switch (how) {
            case FULL -> "1";
            case ATTEMPT -> "4";
            case WRONG_CODE, CANCELLED -> "0";
            case TIMED_OUT -> "7";
        };
    }

    private static FlatForm form(HttpServletRequest request) throws IOException {
        // XML sends the MPI looking for the first field that it cannot read, and that is the expiry
        if (RequestText.type(request).matches("(application|text)/xml")) {
            throw MpiProblem.EXPIRY_WRONG.refusal();
        }
        try {
            FlatForm form = FlatForm.read(request);
            if (form.present("prmstr")) {
                throw MpiProblem.EXPIRY_WRONG.refusal();
            }
            return form;
        } catch (RequestText.Unreadable e) {
            throw MpiProblem.INVALID_REQUEST.refusal(e.getMessage());
        }
    }

    private Store authenticate(SandboxBank bank, FlatForm form) {
        if (!form.matches("MerchantId", "[0-9]{1,15}")) {
            throw MpiProblem.MERCHANT_FORMAT.refusal();
        }
        if (!form.has("MerchantPassword")) {
            throw MpiProblem.PASSWORD_MISSING.refusal();
        }
        return stores.find(bank.code(), "merchantId", form.text("MerchantId"))
                .filter(store -> password(store).equals(form.text("MerchantPassword")))
                .orElseThrow(MpiProblem.MERCHANT_UNKNOWN::refusal);
    }

    private static String password(Store store) {
        String own = store.credential("mpiPassword");
        return own.isEmpty() ? store.credential("password") : own;
    }
}
