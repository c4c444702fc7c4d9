package org.sanalpos.hub.sandbox.payfor;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.FaultSettings;
import org.sanalpos.hub.sandbox.FaultyTransport;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.RequestText;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxBanks;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.sandbox.acs.BankPages;
import org.sanalpos.hub.sandbox.acs.Challenges;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The XML page, and the pages for 3-D Secure, of the sandbox banks that speak PayFor. */
@Controller
@ConditionalOnProperty(name = "sanalpos.sandbox", havingValue = "true")
public class PayForController {

    private final SandboxBanks banks;
    private final FaultyTransport transport;
    private final BankPages pages;
    private final PayForApi api;
    private final Gate gate;

    public PayForController(
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
        Accounts accounts = new Accounts(stores);
        SecureOrders secureOrders = new SecureOrders();
        this.api = new PayForApi(accounts, host, secureOrders);
        this.gate = new Gate(accounts, host, secureOrders, challenges);
    }

    /** Takes a PayforRequest; the page's name may be written in any case. 404 if the bank does not speak PayFor. */
    @PostMapping("/sandbox/{bank}/Gateway/{page:(?i)xmlgate\\.aspx}")
    public void answer(@PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Reply reply = reply(banks.speaking("payfor", bankCode), request);
        transport.send(request, response, Answers.CONTENT_TYPE, reply);
    }

    /** Takes the form of a payment whose card was typed at the store. */
    @PostMapping("/sandbox/{bank}/Gateway/{page:(?i)default\\.aspx}")
    public void enter(@PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        enter(banks.speaking("payfor", bankCode), request, false, response);
    }

    /** Takes the form of a payment whose card is to be typed here. */
    @PostMapping("/sandbox/{bank}/Gateway/{page:(?i)3dhost\\.aspx}")
    public void enterWithoutCard(
            @PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        enter(banks.speaking("payfor", bankCode), request, true, response);
    }

    private void enter(SandboxBank bank, HttpServletRequest request, boolean hosted, HttpServletResponse response)
            throws IOException {
        String page;
        try {
            page = pages.forward(gate.enter(bank, form(request), hosted));
        } catch (GateError.Refusal refusal) {
            GateError error = refusal.error();
            page = pages.error(bank.code(), error.code() + " " + error.text());
        }
        BankPages.send(response, 200, page);
    }

    private static SecureForm form(HttpServletRequest request) throws IOException {
        try {
            if (!RequestText.type(request).equals("application/x-www-form-urlencoded")) {
                throw GateError.SYSTEM_ERROR.refusal();
            }
            return new SecureForm(RequestText.form(RequestText.body(request)));
        } catch (RequestText.Unreadable e) {
            throw GateError.SYSTEM_ERROR.refusal();
        }
    }

    private Reply reply(SandboxBank bank, HttpServletRequest request) throws IOException {
        try {
            return api.answer(bank, ApiRequest.read(request));
        } catch (GateError.Refusal refusal) {
            return Reply.of(Answers.ofUnprocessed(refusal.error()));
        }
    }
}
