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
import org.sanalpos.hub.sandbox.acs.Authentications;
import org.sanalpos.hub.sandbox.acs.BankPages;
import org.sanalpos.hub.sandbox.acs.Challenges;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The form API of the sandbox banks that speak Inter-Vpos, and the gates for browsers; one page serves both. */
@Controller
@ConditionalOnProperty(name = "sanalpos.sandbox", havingValue = "true")
public class InterVposController {

    private static final String DIALECT = "intervpos";

    private final SandboxBanks banks;
    private final FaultyTransport transport;
    private final BankPages pages;
    private final InterVposApi api;
    private final Gate gate;

    public InterVposController(
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
        OwnIds ownIds = new OwnIds();
        Authentications authentications = new Authentications();
        this.api = new InterVposApi(
                stores,
                new Payments(host, ownIds, authentications),
                new FollowUps(host, ownIds),
                new Inquiries(ownIds));
        this.gate = new Gate(stores, host, ownIds, authentications, challenges);
    }

    /**
     * Takes a message of the API or a browser's form with the card in it; 404 if the bank does not speak the dialect. The bank
     * reads its paths without regard to case.
     */
    @PostMapping("/sandbox/{bank}/{folder:(?i:mpi)}/{page:(?i:default\\.aspx)}")
    public void answer(@PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SandboxBank bank = banks.speaking(DIALECT, bankCode);
        try {
            Form form = Form.read(request);
            if (SecureType.ofForm(form).isPresent()) {
                enter(bank, form, false, response);
            } else {
                transport.send(request, response, Answers.CONTENT_TYPE, api.answer(bank, form));
            }
        } catch (RequestText.Unreadable unreadable) {
            Reply refusal = api.refuse(bank, new Form(), Refusal.of(ResponseCodes.MALFORMED));
            transport.send(request, response, Answers.CONTENT_TYPE, refusal);
        }
    }

    /** Takes a browser's form whose card is typed on the bank's page; 404 if the bank does not speak the dialect. */
    @PostMapping("/sandbox/{bank}/{folder:(?i:mpi)}/{page:(?i:3dhost\\.aspx)}")
    public void host(@PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SandboxBank bank = banks.speaking(DIALECT, bankCode);
        try {
            enter(bank, Form.read(request), true, response);
        } catch (RequestText.Unreadable unreadable) {
            showError(bank, response);
        }
    }

    private void enter(SandboxBank bank, Form form, boolean hostPage, HttpServletResponse response) throws IOException {
        if (Gate.knowsWayBack(form)) {
            BankPages.send(response, 200, pages.forward(gate.enter(bank, form, hostPage)));
        } else {
            showError(bank, response);
        }
    }

    private void showError(SandboxBank bank, HttpServletResponse response) throws IOException {
        BankPages.send(response, 400, pages.error(bank.code(), ResponseCodes.text(ResponseCodes.MALFORMED)));
    }
}
