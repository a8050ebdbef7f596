/** Common English words of four to seven letters, and names and abbreviations that everyone uses. */
const common = new Set(
  `
  ability ablations able about above absence absent abstract accept access account achieve acm acquire across acting action active actors acts actual
  acute acyclic adapt adapter added adding address adds adjust admit adopt advance advent adverse advice aerial affect affine after again against agent
  agentic agree aimed aiming aims akin alarm albeit algebra align allow almost alone along alpha already also alter always ambient among amongst amount
  amplify analog analogy analyse analyze anatomy anchor angle angular animal anomaly another answer antenna apart apollo appear apple applied applies
  apply approx apps area argue arise around array arrival arrive article arxiv asked asking asks aspect assess asset assign assist assume astra atlas
  atom atomic attack attain attempt attend audio audit augment auroc aurora author avatar avenues average avoid aware away axes axioms axis back backend
  balance banana band bank barrier base basic basis batch battery beam bear beaver because become bee been before begin behave behind being belief
  believe belong below benefit benign bespoke best beta better between beyond bias biases billion binary binding biology bird bits black blast bleu
  blind block blood blur bodies body boost both bound boxes brain branch bread breadth break breast bridge brief bring brittle broad broader brought
  browser budget buffer build built burden bypass cache call camera cancer cannot canvas capable caption capture card cardiac care careful carried
  carrier carries carry cars cascade case cast castle catch causal cause cdot ceiling cell center central century certain chain chance change channel
  chaotic chapter charm chart chat cheap cheaper check chest child choice choose chosen chunks circuit cite cities city claim clarify clarity class
  classes classic clauses clean clear client climate clips clique close closer closest closure cloud clue clues cluster clutter cnns coarse code codec
  coexist coffee cohort collect color column combine come command comment common compact company compare compete complex compose compute concept concern
  concise conduct confirm connect consist consume contact contain content context contour control convert convex convey cope copy core corpora corpus
  correct cortex cosine cost could count counter country couple course cover covid19 cpus craft crafted crash create credit crisp critic crop cross
  crowd crucial cubic cues culture curate current curve custom cuts cutting cyber cycle cyclic daily damage dark data dataset date days deal dear debate
  decade decay decide decline decode decoder deemed deep deeper deepmind default defect defender defense define degrade degree delay deliver delta
  demand demo denote dense denser density depend deploy depth derive descent design desired despite detail detect develop deviate device devise devoted
  diagram differ diffuse digital dilemma direct discard discuss disease display disrupt distant distill distort diverge diverse divide does doing domain
  done dose double down draft draw drawn dream drift drive driven driver drone drop dropout drug dual dubbed during dynamic each earlier early earth
  ease easier easily easy echo economy edge edit editorial effect effort eight either elastic elegant element eleven elicit embed emerge emotion emph
  employ empower empty emulate enable encode encoder energy enforce engage engine enhance enjoys enough enrich ensure entails entire entity entries
  entropy entry epochs epsilon equal equip erasure error ethical ethics even event ever every evident evolve exact examine example exams exceed excel
  except execute exhibit exist expand expect expense expert explain exploit explore expose express extend extent extra extract extreme face facial fact
  factor factual fading fail failure fair fake falcon fall false family famous fashion fast faster fastest fault favor feature feed female fewer field
  figures file fill filter final finance find fine finer finite fire first fitness fits fitted fitting five fixed fixme flash flat flawed flaws flight
  flip flow flower fluency fluent fluid focal focus focuses follow food force forest forgery form formal format former formula forward foster found four
  frac fragile frame free freedom from front frost frozen fruit full fully fundus further fuse fusion future fuzzy gain gait game gamma gans gaps garden
  garment gate gather gaze gender gene general generic genetic genuine gesture gets getting github gitlab give given global gnns goal goes going gold
  good govern gpus grade gradual grammar graph grasp great greater greedy grid ground group grow growth guard guide hacking half hand handle happens
  hard harder harm harmful harness hash hate have hazard head health healthy heart heat heavily heavy height held help helpful hence here hero hidden
  high higher highest hinder hinges hints history hold home honey hope horizon host hours however href html http https huge huggingface human hundred
  hybrid idea ideal ieee ignore image imagery imitate impact implies imply impose improve include incur indeed index indexes indices indoor induce infer
  inform infty inherit initial inject inner input inside insight inspect inspire instead integer intent into introduction invalid inverse invoke involve
  iphone iris isolate issue item itself javascript jobs join joint json judge just justify kappa keep kept kernel keys keyword kind king knight know
  known label labor lack lambda land lane large larger largest laser last late latency latent later latest latter lattice laws layer layout lays lead
  leader leaf leakage leap learn learner learning least leave left legacy legal lemon length lengthy lens lesion less lessons letter level lexical
  lexicon library license lies life lifting light like limit line linear link list little live llms load local locate logic logical logit logs long
  longer longest look loop lose loss losses lossy lost lotus lower lowest lung machine macro made magic main major make malware manage mango manner
  manual many mapped mapping maps margin marine marked markers market marking marks mask mass massive master match matches math mathbb mathbf mathcal
  mathrm matrix matter maximal maximum mcmc mean meant measure media median medical medium meet member memory mental mere merge merit merits mesh meshes
  message method metric middle might mild milk million mimic mind mine minima minimal minimax minimum minor minutes mirror miss mission mist misuse
  mixed mixing mixture mllms mobile modal mode model modern modest modify modular module modulo moment monitor months moon moral more most motion motor
  move movie much multi music musical must mutual naive name narrow nasa native natural nature near nearby nearest need neglect neither nerve nested
  nets network neural neuron neutral never newer newly news next nice nine nlp node noise noisy nominal none norm normal notable notably note notes
  notion nova novel novelty nuanced nuances nuclear null number numeric object obscure observe obtain obvious occur ocean offer offline offset often
  older omega onboard once ones ongoing online only onto opacity opaque open openai operate opinion opposed optical optimal optimum option oracle orbit
  order ordinal origin other outage outcome outdoor outlier outline output outside over overall overfit overlap owing owners package packet packing page
  paid pair paper paradox parent parity parse parser part partial parties party pass passage passes passive past patch patches path pathway patient
  pattern pave payoff peak peer penalty people pepper percent perfect perform perhaps period permits persist person persona perspective phase phd
  phoenix phone photos phrase physics picture piece pilot pirate pivot pivotal pixel place plain plan planar plane planet planner plant play player
  plots plus point polar policy pool poor popular portion pose posit position possess post power precise predict preface prefer prefix premise present
  prevent price primary prime prior priori privacy private probe problem process produce product profile program project promise promote prompt prone
  proof proper propose protect protein prove proven prover provide proxies proxy prune pseudo public publish pulse pure purpose pursuit push pyramid
  python pytorch quality quantum queen queried queries query queue quick quite race radar radio radius raise random range rank rapid rare rate rather
  ratio reach reaches react read reader readily readme real realism reality realize realm reason recall receive recent recipe record recover reduce
  refer refine reflect refusal regard regime region regret regular reject relate relax relay release relied relies rely remain remedy remember remote
  removal remove render repair replace replay reply report request require rescue resolve respect respond rest restore result retain rethinking retinal
  return reuse reveal revenue reverse review revisit revisiting reward rewrite rich richer right rigid rigor rise risk river rlhf rnns road roadmap
  robot robotic robust role rollout room root rouge rough round route router routine rows rubric rule running runs runtime safe safer safety said
  salient salt same sample sampler sand satisfy save scalar scale scan scarce scene schema scheme school science scope score scores scratch screen
  script search second secrecy secret section sector secure seed seek seem seen segment select self send sense sensor sensory sent serial series serious
  serve server service session sets setting setup seven several severe shadows shallow shape share sharp shed shift short shorter shot should show shown
  side sigma sign signal similar simple simpler simply since single sink site size sketch skill skin skip sleep slice slide slight slot slow slower
  small smaller smart smooth social society soft softmax solely solid solo solve solver some soon sort sound source space span spark sparse spatial
  speaker special species specify spectra speech speed speedup spent sphere spiking split spoken sports spot spread sqrt square stable stack stage
  stands star stark stars start state static station status stay steady steer stem step stereo still stimuli stock stop storage store stories storm
  story stream stress strict strides string stroke strong student studied studies study style subject subset subtle succeed success such suffer suffix
  sugar suggest suite summary supply support surface surge surgery surpass survey sustain swarm swift swim switch symbol synergy syntax system table
  tabular tackle tagging tags tail take taken target task tea teach teacher team tedious tend tens tension tensor tensorflow term terrain test testbed
  text textbf textit textsc texttt textual texture than thanks that their them themes then theorem theory therapy there thereby thermal these thesis
  they thin things think third this those though thought thread threat three through thunder thus tide tied ties tight tighter tilde tile time tiny
  tissue titan today todo token tone took tool toolkit topic total toward towards tower toxic trace track tracker trade traffic train traits travel
  treat tree trend trial tries trigger triples triplet trivial true truly trust truth trying tumor tunable tune turn tutorial tweets twelve twice twin
  twofold type typescript typical unable unclear uncover under undergo uneven unified unifies uniform unify union unique unit unknown unless unlike
  unlock unsafe unseen until update uplink upon upper urban urgent usable usage used useful user uses using usual utility utilize valid value vanilla
  variant varied varies variety various vary vast vector vehicle verbal verbose verify versa version versus vertex very vessel viable vice video view
  violate virtual visible vision visual vital vlms voice voltage volume voting voxel waiting walk want warping waste watch water wave wavelet ways weak
  weaker weather website weeks weight welfare well were what when where whereas whereby wherein whether which while whilst white whole whose wide wider
  width wild will wind window winning with within without wizard women word work workers workshop world worse worst would write written wrong yaml year
  yield youtube zero zone
`
    .trim()
    .split(/\s+/),
);

/** Whether a word, in any case, is too common to be the name of a paper's own; also as a plural. */
export function isCommonWord(word: string): boolean {
  const lower = word.toLowerCase();
  return (
    common.has(lower) ||
    (lower.endsWith('s') && common.has(lower.slice(0, -1))) ||
    (lower.endsWith('ed') && common.has(lower.slice(0, -2))) ||
    (lower.endsWith('ing') && common.has(lower.slice(0, -3)))
  );
}
