package org.sanalpos.hub.sandbox.intervpos;

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
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The form API of the sandbox banks that speak Inter-Vpos. */
@Controller
@ConditionalOnProperty(name = "sanalpos.sandbox", havingValue = "true")
public class InterVposController {

    private final SandboxBanks banks;
    private final FaultyTransport transport;
    private final InterVposApi api;

    public InterVposController(
            SandboxStores stores, SandboxBanks banks, FaultyTransport transport, FaultSettings settings) {
        this.banks = banks;
        this.transport = transport;
        AcquiringHost host = new AcquiringHost(transport, settings);
        OwnIds ownIds = new OwnIds();
        this.api = new InterVposApi(
                stores, new Payments(host, ownIds), new FollowUps(host, ownIds), new Inquiries(ownIds));
    }

    /** Takes a form; 404 if the bank does not speak it. The bank reads its paths without regard to case. */
    @PostMapping("/sandbox/{bank}/{folder:(?i:mpi)}/{page:(?i:default\\.aspx)}")
    public void answer(@PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Reply reply = reply(banks.speaking("intervpos", bankCode), request);
        transport.send(request, response, Answers.CONTENT_TYPE, reply);
    }

    private Reply reply(SandboxBank bank, HttpServletRequest request) throws IOException {
        try {
            return api.answer(bank, Form.read(request));
        } catch (RequestText.Unreadable unreadable) {
            return api.refuse(bank, new Form(), Refusal.of(ResponseCodes.MALFORMED));
        }
    }
}
