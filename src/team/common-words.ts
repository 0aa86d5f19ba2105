/** What people try first when they try somebody else's password: names, seasons, clubs, keyboards, and the words of a mairie. */
export const commonWords: ReadonlySet<string> = new Set(
  `
abc abcd abcdef abeille abricot acces access accueil adam adjoint adjointe admin administrateur administration administrator
agent agents agglomeration agnes aigle ajaccio alain alex alexandre alice aline allah allezlesbleus alsace amazon amelie amina
amour anais ananas andre andrew android ange angel angelique anne annie anniversaire anthony antoine aout apple april
aquitaine argent arnaud arsenal arthur asdf asdfgh ashley asse asterix audi august aurelie aurelien automne autumn auvergne
auxerre avion avril aze azert azerty azertyuiop baby babygirl baguette banana banane baptiste barcelona barcelone basket
bastia bateau batman batterie beau bebe belle benjamin bernard bibliotheque bibou bienvenue biere bismillah bisou bisous blanc
blanche blessed bleu bleublancrouge bleue bmw bonbon bonheur bonjour bonnet bonsoir bordeaux boucher boulanger bouleau bourg
bourgogne bouygues boyer brest bretagne brigitte bruno budget bureau buster butterfly cadenas caen cafe calin caline camembert
camille camion camping canard cantine canton caramel carole caroline catherine cecile cedric celine cent cerise cerisier
chaise chambre champagne changeme changer changezmoi chanson charlie charlotte chasse chat chaton chats cheese chef chelsea
chene cheri cherie cheval chevaux chien chiens chiot chloe chocolat chouchou choupette choupinette christ christelle christine
christophe ciel cigale cigogne cimetiere cinq citoyen citoyenne citoyens citroen citron claire clara claude claudine cle clef
clement clio coccinelle coeur coffre coffrefort collectivite communal communale communaute commune communication comptabilite
compte computer confidentiel connection connexion conseil conseiller conseillere conseilmunicipal contrasena cookie cool
corentin corinne corse corvette coucou courriel course cowboy creche cristal croissant cuisine cyclisme damien daniel danse
dauphin david davidson december decembre dechetterie default defaut delphine demo demon demonstration denis denise departement
destin deux diablo diamant diamond didier dieu dijon dimanche dingo directeur directrice dix docteur dominique donald dorothee
doudou dragon dubois ducati dupont durand dylan ecole edith egalite eglise election elections elephant eleve elisabeth elodie
elu elus email emeraude emilie emma enfant enfants enfer entrer enzo eric espoir estelle etatcivil ete ethan etoile etoiles
etudiant europe eva evelyne excel fabien fabienne fabrice facebook famille fanny fantome fatima faucon fcnantes february fee
felix fenetre ferrari fetes fevrier finances first five fleur fleurs fleuve florence florian flower foot football ford foret
fortnite four fournier foyer fraise framboise francais francaise france franck francois francoise fraternite fred frederic
free freedom french frere friday frodon fromage gabriel gaelle gandalf garage garcia garderie garfield gaston gateau genevieve
genial gentil gentille george georges gerard germaine ghislaine gilles ginger girafe girard girondins gmail golden golf google
grenoble gris grosminet guadeloupe guerin guest guichet guillaume guingamp guitare guy guyane gymnase habitant habitants
hammer hamster handball harley harrypotter heather helene hello henri hermione herve hibou hiver hjklm hockey hogwarts honda
hopital hoteldeville hotmail hottie hugo huit hunter idefix iloveyou ilovyou impots imprimante ines informatique inshallah
instagram interco intercom intercommunalite internet invite iphone ironman isa isabelle jacqueline jacques jade january
janvier jardin jasmin jaune jazz jean jeanne jennifer jeremy jessica jesus jesuschrist jetadore jetaime jeudi joel joie jolie
jordan josiane judo juillet juin jules julie julien juliette july june juventus kangoo karate karim karine kawasaki kermesse
kevin killer koala lac laetitia lambert lampe lapin laposte laura laurence laurent lavande lea lefebvre lens leo leopard leroy
letmein liberte libertegalitefraternite licorne lilas lille limousin lion liverpool lkjhgf login loic lorient lorraine losc
louis louise loulou loup lovely loveme lover lucas lucie lucky luke lundi lune lutin lydia lyon madame madeleine mademoiselle
magali magic magique mai mail maire mairie maison maitre maitresse maman mamie mamour mamy manchester manon marathon marc
marcel march marche mardi marguerite marianne marie marina mario marion marron mars marseille martin martine martinez
martinique maryse master mathieu mathilde mathis matrix matthieu max maxime may mayotte mbappe mdp mdpadmin medecin
mediatheque medor megane melanie mer mercedes mercier mercredi messagerie messi metal metropole metz michael michel michele
michelle mickael mickey microsoft mignon mignonne mille million milou minecraft minet minnie minou mireille mlkjhgfdsq mohamed
mohammed moi monaco monamour moncoeur monday monique monkey monsieur montagne montpellier moreau morgane motdepasse moto
muguet muller municipal municipale municipalite muriel musique mustang myriam mystere nadia nadine nancy nantes nassim
natation nath nathalie nathan nbvcxw neige neo netflix neuf neymar nice nico nicolas nicole nimes nintendo noah noel noemie
noir noire nokia normandie nous november novembre nuage nuages obelix ocean oceane october octobre odette odile office oiseau
ol olivier olympique om one ophelie orage orange ordinateur ours outlook ouvretoi ouvrir paie paix panda panthere papa papi
papillon papy paques paradis paris parissaintgermain parvis pascal pascale passion password passwort pastis patricia patrick
patron paul paulette pauline peche peinture pepper perception periscolaire perle personnel petanque petit peugeot pharmacie
philippe phoenix piano picardie pierre pikachu pirate piscine place placedelamairie plage platine platini playstation pluie
poire poitou poiuyt poiuytreza pokemon police policemunicipale pomme pommier pompiers poney porsche portable porte poudlard
poupou poussin prefecture president presidente prince princess princesse printemps private prive professeur protege provence
psg pupuce purple qazwsx qazwsxedc quatre quentin qwerty qwertyuiop qwertz rachel rambo ranger rantanplan rap raphael rclens
realmadrid reggae regine region reims reine renard renault rene rennes republique requin reseau ressourceshumaines reunion
reve reves rex richard riviere robert rock rocky roger roi romain ronaldo root rose roses rouge rousseau roux rubis rue rugby
sabrina saintetienne saintgermain salle salledesfetes salon salut samantha samedi samir samsung samuel sandra sandrine saphir
sapin sarah saturday savoie scenic schtroumpf seb sebastien secret secretaire secretairedemairie secretariat secretariatmairie
secrete securite sept september septembre serveur service services servicetechnique sesame session severine sfr shadow silver
simon simone singe six ski skywalker snoopy soccer soeur solange soleil sonia sony sophie sorciere sourire spiderman spirou
spring stade stadefrancais stadetoulousain starwars stephane stephanie steven strasbourg summer sunday sunshine super superman
surf suzanne sylviane sylvie table tahiti tata taylor technique telephone tendresse tennis terminator test teste testtest the
theo therese thierry thomas three thunder thursday tigre tintin titi toi tom tonton tortue toulon toulouse tournesol toyota
tracteur train tresorpublic tricolore trois trustno tuesday tulipe twingo twitter two urbanisme user utilisateur vacances
valentin valerie vampire vanessa vanille velo vendee vendredi vent vero veronique vert verte victor village ville vin vincent
violet violette violon virginie vivelafrance viviane voiture volley vote wanadoo wednesday weekend welcome whatever wifi
windows winter word wsxedc wxcvbn yahoo yamaha yann yasmine yellow yoda yolande youtube yves yvette zaqwsx zelda zero zidane
zoe zxcv zxcvbn
`
    .trim()
    .split(/\s+/),
);
