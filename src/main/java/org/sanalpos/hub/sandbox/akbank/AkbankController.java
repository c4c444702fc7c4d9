package org.sanalpos.hub.sandbox.akbank;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.Fault;
import org.sanalpos.hub.sandbox.FaultSettings;
import org.sanalpos.hub.sandbox.FaultyTransport;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.RequestText;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxBanks;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.acs.Authentications;
import org.sanalpos.hub.sandbox.acs.BankPages;
import org.sanalpos.hub.sandbox.acs.Challenges;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The JSON API of the sandbox bank that speaks Akbank's own dialect, and its gates for browsers. */
@Controller
@ConditionalOnProperty(name = "sanalpos.sandbox", havingValue = "true")
@RequestMapping("/sandbox/{bank}")
public class AkbankController {

    private static final String DIALECT = "akbank";
    private static final String API = "/api/v1/payment/virtualpos";
    private static final byte[] NOTHING = {};

    private final SandboxBanks banks;
    private final FaultyTransport transport;
    private final AkbankApi api;
    private final Gate gate;
    private final BankPages pages;

    public AkbankController(
            SandboxStores stores,
            SandboxBanks banks,
            FaultyTransport transport,
            FaultSettings settings,
            Challenges challenges,
            BankPages pages) {
        this.banks = banks;
        this.transport = transport;
        this.pages = pages;
        AcquiringHost host = new AcquiringHost(transport, settings);
        Authentications authentications = new Authentications();
        RandomNumbers randomNumbers = new RandomNumbers();
        this.api = new AkbankApi(stores, randomNumbers, new Processing(host, authentications));
        this.gate = new Gate(stores, randomNumbers, host, authentications, challenges);
    }

    /** Takes a message of any txnCode; 404 if the bank does not speak the dialect. */
    @PostMapping(API + "/transaction/process")
    public void process(@PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer(bankCode, request, response, api::process);
    }

    /** Takes a request for the transaction report; 404 if the bank does not speak the dialect. */
    @PostMapping(API + "/portal/report/transaction")
    public void report(@PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer(bankCode, request, response, api::report);
    }

    /** Takes a browser's form with the card in it; 404 if the bank does not speak the dialect. */
    @PostMapping("/securepay")
    public void securePay(
            @PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        enter(bankCode, request, response, false);
    }

    /** Takes a browser's form whose card is typed on the bank's page; 404 if the bank does not speak the dialect. */
    @PostMapping("/payhosting")
    public void payHosting(
            @PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        enter(bankCode, request, response, true);
    }

    private void enter(String bankCode, HttpServletRequest request, HttpServletResponse response, boolean hosted)
            throws IOException {
        SandboxBank bank = banks.speaking(DIALECT, bankCode);
        try {
            BankPages.send(response, 200, pages.forward(gate.enter(bank, GateForm.read(request), hosted)));
        } catch (RequestText.Unreadable e) {
            BankPages.send(response, 400, pages.error(bankCode, "İşleminiz gerçekleştirilemedi."));
        }
    }

    private interface Service {
        JsonReply answer(SandboxBank bank, Store store, Body body) throws HttpRefusal;
    }

    private void answer(String bankCode, HttpServletRequest request, HttpServletResponse response, Service service)
            throws IOException {
        SandboxBank bank = banks.speaking(DIALECT, bankCode);
        Store signer = null;
        try {
            Body body = body(request);
            signer = api.authenticate(bank, body);
            send(request, response, signer, service.answer(bank, signer, body), body.variety());
        } catch (HttpRefusal refusal) {
            refuse(response, signer, refusal);
        }
    }

    private static Body body(HttpServletRequest request) throws IOException, HttpRefusal {
        try {
            return new Body(request.getContentType(), request.getHeader(AuthHash.HEADER), RequestText.body(request));
        } catch (RequestText.Unreadable e) {
            throw HttpRefusal.badRequest("İstek okunamadı.");
        }
    }

    private void send(
            HttpServletRequest request, HttpServletResponse response, Store signer, JsonReply reply, int variety)
            throws IOException {
        byte[] answer = reply.answer() == null ? NOTHING : Answers.bytes(reply.answer(), variety);
        if (sent(reply.fault())) {
            response.setHeader(AuthHash.HEADER, AuthHash.of(signer.credential("secretKey"), answer));
        }
        transport.send(request, response, Answers.CONTENT_TYPE, new Reply(answer, reply.fault()));
    }

    /** Tells whether the answer itself goes out; what takes its place is not signed. */
    private static boolean sent(Fault fault) {
        return switch (fault) {
            case NONE, SLOW, HALF, DRIP, OTHER_ORDER -> true;
            case LOST, RESET, HANG, GARBAGE, HTML_PAGE, SERVER_ERROR, LATE_BOOKS -> false;
        };
    }

    private static void refuse(HttpServletResponse response, Store signer, HttpRefusal refusal) throws IOException {
        byte[] answer = Answers.bytes(Answers.ofHttpRefusal(refusal), 0);
        if (signer != null) {
            response.setHeader(AuthHash.HEADER, AuthHash.of(signer.credential("secretKey"), answer));
        }
        response.setStatus(refusal.status());
        response.setContentType(Answers.CONTENT_TYPE);
        response.getOutputStream().write(answer);
    }
}
