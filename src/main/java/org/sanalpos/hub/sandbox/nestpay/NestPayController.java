package org.sanalpos.hub.sandbox.nestpay;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.FaultSettings;
import org.sanalpos.hub.sandbox.FaultyTransport;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxBanks;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.sandbox.acs.BankPages;
import org.sanalpos.hub.sandbox.acs.Challenges;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The XML API and the 3-D gate of the sandbox banks that speak NestPay. */
@Controller
@ConditionalOnProperty(name = "sanalpos.sandbox", havingValue = "true")
public class NestPayController {

    private final SandboxBanks banks;
    private final FaultyTransport transport;
    private final NestPayApi api;
    private final Gate gate;

    public NestPayController(
            SandboxStores stores,
            SandboxBanks banks,
            FaultyTransport transport,
            FaultSettings settings,
            Challenges challenges,
            BankPages pages) {
        this.banks = banks;
        this.transport = transport;
        AcquiringHost host = new AcquiringHost(transport, settings);
        SecurePayments secure = new SecurePayments();
        Payments payments = new Payments(host, secure);
        this.api = new NestPayApi(stores, payments, new FollowUps(host), new Queries(secure));
        this.gate = new Gate(stores, payments, secure, challenges, pages);
    }

    /** Takes a CC5Request, bare or as the form field DATA; 404 if the bank does not speak it. */
    @PostMapping("/sandbox/{bank}/fim/api")
    public void answer(@PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Reply reply = reply(banks.speaking("nestpay", bankCode), request);
        transport.send(request, response, Answers.CONTENT_TYPE, reply);
    }

    /** Takes a cardholder's browser; 404 if the bank does not speak it. */
    @PostMapping("/sandbox/{bank}/fim/est3Dgate")
    public void enter(@PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        BankPages.send(response, 200, gate.answer(banks.speaking("nestpay", bankCode), request));
    }

    private Reply reply(SandboxBank bank, HttpServletRequest request) throws IOException {
        try {
            return api.answer(bank, RequestBody.read(request));
        } catch (CoreError.Refusal refusal) {
            return api.refuse(bank, refusal);
        }
    }
}
