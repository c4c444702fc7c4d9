package org.sanalpos.hub.sandbox.payfor;

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
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The XML page of the sandbox banks that speak PayFor. */
@Controller
@ConditionalOnProperty(name = "sanalpos.sandbox", havingValue = "true")
public class PayForController {

    private final SandboxBanks banks;
    private final FaultyTransport transport;
    private final PayForApi api;

    public PayForController(
            SandboxStores stores, SandboxBanks banks, FaultyTransport transport, FaultSettings settings) {
        this.banks = banks;
        this.transport = transport;
        this.api = new PayForApi(stores, new AcquiringHost(transport, settings));
    }

    /** Takes a PayforRequest; the page's name may be written in any case. 404 if the bank does not speak PayFor. */
    @PostMapping("/sandbox/{bank}/Gateway/{page:(?i)xmlgate\\.aspx}")
    public void answer(@PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Reply reply = reply(banks.speaking("payfor", bankCode), request);
        transport.send(request, response, Answers.CONTENT_TYPE, reply);
    }

    private Reply reply(SandboxBank bank, HttpServletRequest request) throws IOException {
        try {
            return api.answer(bank, ApiRequest.read(request));
        } catch (GateError.Refusal refusal) {
            return Reply.of(Answers.ofUnprocessed(refusal.error()));
        }
    }
}
