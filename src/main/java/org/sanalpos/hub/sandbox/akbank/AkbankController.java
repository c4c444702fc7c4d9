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
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The JSON API of the sandbox bank that speaks Akbank's own dialect. */
@Controller
@ConditionalOnProperty(name = "sanalpos.sandbox", havingValue = "true")
@RequestMapping("/sandbox/{bank}/api/v1/payment/virtualpos")
public class AkbankController {

    private static final byte[] NOTHING = {};

    private final SandboxBanks banks;
    private final FaultyTransport transport;
    private final AkbankApi api;

    public AkbankController(
            SandboxStores stores, SandboxBanks banks, FaultyTransport transport, FaultSettings settings) {
        this.banks = banks;
        this.transport = transport;
        this.api = new AkbankApi(stores, new Processing(new AcquiringHost(transport, settings)));
    }

    /** Takes a message of any txnCode; 404 if the bank does not speak the dialect. */
    @PostMapping("/transaction/process")
    public void process(@PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer(bankCode, request, response, api::process);
    }

    /** Takes a request for the transaction report; 404 if the bank does not speak the dialect. */
    @PostMapping("/portal/report/transaction")
    public void report(@PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer(bankCode, request, response, api::report);
    }

    private interface Service {
        JsonReply answer(SandboxBank bank, Store store, Body body) throws HttpRefusal;
    }

    private void answer(String bankCode, HttpServletRequest request, HttpServletResponse response, Service service)
            throws IOException {
        SandboxBank bank = banks.speaking("akbank", bankCode);
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
        return fault == Fault.NONE || fault == Fault.SLOW || fault == Fault.HALF || fault == Fault.OTHER_ORDER;
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
