package org.sanalpos.hub.sandbox.posnet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.FaultSettings;
import org.sanalpos.hub.sandbox.FaultyTransport;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.RequestText;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxBanks;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.sandbox.XmlMessage;
import org.sanalpos.hub.sandbox.acs.BankPages;
import org.sanalpos.hub.sandbox.acs.Challenges;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The XML services, and the page for 3-D Secure, of the sandbox banks that speak POSNET. */
@Controller
@ConditionalOnProperty(name = "sanalpos.sandbox", havingValue = "true")
public class PosnetController {

    private static final String FIELD = "xmldata";

    private final SandboxBanks banks;
    private final FaultyTransport transport;
    private final BankPages pages;
    private final PosnetApi api;
    private final Gate gate;

    public PosnetController(
            SandboxStores stores,
            SandboxBanks banks,
            FaultyTransport transport,
            FaultSettings settings,
            Challenges challenges,
            BankPages pages) {
        this.banks = banks;
        this.transport = transport;
        AcquiringHost host = new AcquiringHost(transport, settings);
        this.pages = pages;
        Packets<SecureOrder> announced = new Packets<>();
        Packets<SecureReturn> returned = new Packets<>();
        this.api = new PosnetApi(
                stores, new Payments(host), new FollowUps(host), new SecurePayments(host, announced, returned));
        this.gate = new Gate(announced, returned, challenges);
    }

    /** Takes a posnetRequest as the form field xmldata; 404 if the bank does not speak it. */
    @PostMapping("/sandbox/{bank}/PosnetWebService/XML")
    public void answer(@PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Reply reply = reply(banks.speaking("posnet", bankCode), request);
        transport.send(request, response, Answers.CONTENT_TYPE, reply);
    }

    /** Takes the browser with the packets of an order; 404 if the bank does not speak it. */
    @PostMapping("/sandbox/{bank}/3DSWebService/YKBPaymentService")
    public void enter(@PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SandboxBank bank = banks.speaking("posnet", bankCode);
        String page;
        try {
            page = pages.forward(gate.enter(bank, RequestText.form(body(request))));
        } catch (Gate.Closed | RequestText.Unreadable e) {
            page = pages.error(bank.code(), "İşleminiz gerçekleştirilemedi (" + e.getMessage() + ")");
        }
        BankPages.send(response, 200, page);
    }

    private Reply reply(SandboxBank bank, HttpServletRequest request) throws IOException {
        try {
            return api.answer(bank, read(request), request.getRemoteAddr());
        } catch (BankError.Rejected rejected) {
            return Reply.of(Answers.ofRefusal(rejected, request.getRemoteAddr()));
        }
    }

    private static XmlMessage read(HttpServletRequest request) throws IOException {
        try {
            byte[] body = body(request);
            if (!RequestText.form(body).keySet().equals(Set.of(FIELD))) {
                throw new RequestText.Unreadable(FIELD);
            }
            return XmlMessage.read(RequestText.field(body, FIELD));
        } catch (RequestText.Unreadable e) {
            throw Schema.unreadable(e.getMessage());
        }
    }

    private static byte[] body(HttpServletRequest request) throws IOException, RequestText.Unreadable {
        if (!RequestText.type(request).equals("application/x-www-form-urlencoded")) {
            throw new RequestText.Unreadable("Content-Type");
        }
        return RequestText.body(request);
    }
}
