package org.sanalpos.hub.sandbox.payflex;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.FaultSettings;
import org.sanalpos.hub.sandbox.FaultyTransport;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxBanks;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.sandbox.acs.Authentications;
import org.sanalpos.hub.sandbox.acs.BankPages;
import org.sanalpos.hub.sandbox.acs.Challenges;
import org.sanalpos.hub.sandbox.acs.Landing;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The services of the sandbox banks that speak PayFlex. They refuse what is no POST in their own words. */
@Controller
@RequestMapping("/sandbox/{bank}")
@ConditionalOnProperty(name = "sanalpos.sandbox", havingValue = "true")
public class PayFlexController {

    private final SandboxBanks banks;
    private final FaultyTransport transport;
    private final Vpos vpos;
    private final Searches searches;
    private final Mpi mpi;
    private final CommonPayment commonPayment;
    private final BankPages pages;

    public PayFlexController(
            SandboxStores stores,
            SandboxBanks banks,
            FaultyTransport transport,
            FaultSettings settings,
            Challenges challenges,
            BankPages pages) {
        this.banks = banks;
        this.transport = transport;
        AcquiringHost host = new AcquiringHost(transport, settings);
        Journal journal = new Journal();
        Desk desk = new Desk(journal);
        Payments payments = new Payments(host, desk);
        Enrollments enrollments = new Enrollments();
        Authentications authentications = new Authentications();
        Completions completions = new Completions(enrollments, authentications, journal, payments);
        Issuer issuer = new Issuer();
        this.vpos = new Vpos(stores, journal, payments, completions, new FollowUps(host, journal, desk));
        this.searches = new Searches(stores, journal);
        this.mpi = new Mpi(stores, enrollments, authentications, issuer, challenges);
        this.commonPayment =
                new CommonPayment(stores, journal, new HostedPayments(), new Cashier(host, desk, issuer, challenges));
        this.pages = pages;
    }

    /** Takes a VposRequest, bare or as the form field prmstr; 404 if the bank does not speak it. */
    @RequestMapping("/virtualPos/Vposreq")
    public void vpos(@PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SandboxBank bank = banks.speaking("payflex", bankCode);
        Reply reply;
        try {
            reply = vpos.answer(bank, Form.read(request, Vpos.ROOT));
        } catch (Problem.Refusal refusal) {
            reply = Reply.of(VposAnswers.of(refusal));
        }
        transport.send(request, response, Xml.CONTENT_TYPE, reply);
    }

    /** Takes a SearchRequest, bare or as the form field prmstr; 404 if the bank does not speak it. */
    @RequestMapping("/virtualPos/Search")
    public void search(@PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SandboxBank bank = banks.speaking("payflex", bankCode);
        Reply reply;
        try {
            reply = Reply.of(searches.answer(bank, Form.read(request, Searches.ROOT)));
        } catch (Problem.Refusal refusal) {
            reply = Reply.of(SearchAnswers.of(bank.now(), refusal));
        }
        transport.send(request, response, Xml.CONTENT_TYPE, reply);
    }

    /** Takes the enrollment of a card in 3-D Secure; 404 if the bank does not speak it. */
    @RequestMapping("/threeDGateway/Enrollment")
    public void enroll(@PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SandboxBank bank = banks.speaking("payflex", bankCode);
        byte[] answer = mpi.enroll(bank, request, gateway(bank));
        transport.send(request, response, Xml.CONTENT_TYPE, Reply.of(answer));
    }

    /** Takes the browser that the merchant's page sends with a PaReq, and sends it on to the issuer. */
    @RequestMapping("/threeDGateway/startThreeDFlow")
    public void startThreeDFlow(
            @PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SandboxBank bank = banks.speaking("payflex", bankCode);
        forward(bank, response, mpi.start(bank, request, false));
    }

    /** Takes the browser that the page within a Troy card's PaReq sends, and sends it on to the issuer. */
    @RequestMapping("/threeDGateway/goThreeDFlow")
    public void goThreeDFlow(
            @PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SandboxBank bank = banks.speaking("payflex", bankCode);
        forward(bank, response, mpi.start(bank, request, true));
    }

    /** Registers a payment on the bank's page; 404 if the bank does not speak it. */
    @RequestMapping("/commonPayment/CreateToken")
    public void createToken(
            @PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SandboxBank bank = banks.speaking("payflex", bankCode);
        byte[] answer = commonPayment.register(bank, request, address(bank, "/commonPayment/SecurePayment"));
        transport.send(request, response, HostedAnswers.CONTENT_TYPE, Reply.of(answer));
    }

    /** Takes the browser that comes with a token. */
    @GetMapping("/commonPayment/SecurePayment")
    public void securePayment(
            @PathVariable("bank") String bankCode,
            @RequestParam(name = "Ptkn", required = false) String token,
            HttpServletResponse response)
            throws IOException {
        SandboxBank bank = banks.speaking("payflex", bankCode);
        try {
            BankPages.send(response, 200, pages.forward(commonPayment.open(bank, token)));
        } catch (Problem.Refusal refusal) {
            BankPages.send(response, 400, pages.error(bank.code(), refusal.code() + " " + refusal.getMessage()));
        }
    }

    /** Tells what became of a registered payment; 404 if the bank does not speak it. */
    @RequestMapping("/commonPayment/GetVposTransaction")
    public void getVposTransaction(
            @PathVariable("bank") String bankCode, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SandboxBank bank = banks.speaking("payflex", bankCode);
        byte[] answer = commonPayment.query(bank, request);
        transport.send(request, response, HostedAnswers.CONTENT_TYPE, Reply.of(answer));
    }

    private void forward(SandboxBank bank, HttpServletResponse response, Optional<String> page) throws IOException {
        if (page.isPresent()) {
            BankPages.send(response, 200, pages.forward(Landing.post(page.get(), Map.of())));
        } else {
            BankPages.send(response, 400, pages.error(bank.code(), "400 Hatalı İstek"));
        }
    }

    private static String gateway(SandboxBank bank) {
        return address(bank, "/threeDGateway");
    }

    private static String address(SandboxBank bank, String path) {
        return ServletUriComponentsBuilder.fromCurrentContextPath().toUriString() + "/sandbox/" + bank.code() + path;
    }
}
